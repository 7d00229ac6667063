import { definePlugin } from '@wiretax/core';

export default definePlugin({ name: '@wiretax/plugin-html', api: 1, apply() {} });
