import { definePlugin } from '@wiretax/core';

export default definePlugin({ name: '@wiretax/plugin-charts', api: 1, apply() {} });
