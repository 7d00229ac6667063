import { definePlugin } from '@wiretax/core';

export default definePlugin({ name: '@wiretax/plugin-knee', api: 1, apply() {} });
