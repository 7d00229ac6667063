import { definePlugin } from '@wiretax/core';

export default definePlugin({ name: '@wiretax/plugin-usl', api: 1, apply() {} });
