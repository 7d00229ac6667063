import { definePlugin } from '@wiretax/core';

export default definePlugin({ name: '@wiretax/plugin-advice', api: 1, apply() {} });
