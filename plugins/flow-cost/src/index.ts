import { definePlugin } from '@wiretax/core';

export default definePlugin({ name: '@wiretax/plugin-flow-cost', api: 1, apply() {} });
