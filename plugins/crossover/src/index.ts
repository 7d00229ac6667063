import { definePlugin } from '@wiretax/core';

export default definePlugin({ name: '@wiretax/plugin-crossover', api: 1, apply() {} });
