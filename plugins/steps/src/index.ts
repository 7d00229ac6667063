import { definePlugin } from '@wiretax/core';

export default definePlugin({ name: '@wiretax/plugin-steps', api: 1, apply() {} });
