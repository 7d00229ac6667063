import { definePlugin } from '@wiretax/core';

export default definePlugin({ name: '@wiretax/plugin-littles-law', api: 1, apply() {} });
