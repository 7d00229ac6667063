import { definePlugin } from '@wiretax/core';

export default definePlugin({ name: '@wiretax/plugin-samples', api: 1, apply() {} });
