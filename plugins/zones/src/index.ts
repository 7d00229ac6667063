import { definePlugin } from '@wiretax/core';

export default definePlugin({ name: '@wiretax/plugin-zones', api: 1, apply() {} });
