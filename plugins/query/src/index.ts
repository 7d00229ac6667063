import { definePlugin } from '@wiretax/core';

export default definePlugin({ name: '@wiretax/plugin-query', api: 1, apply() {} });
