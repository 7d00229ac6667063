import { definePlugin } from '@wiretax/core';

export default definePlugin({ name: '@wiretax/plugin-tail', api: 1, apply() {} });
