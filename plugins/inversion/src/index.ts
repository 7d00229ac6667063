import { definePlugin } from '@wiretax/core';

export default definePlugin({ name: '@wiretax/plugin-inversion', api: 1, apply() {} });
