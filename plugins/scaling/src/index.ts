import { definePlugin } from '@wiretax/core';

export default definePlugin({ name: '@wiretax/plugin-scaling', api: 1, apply() {} });
