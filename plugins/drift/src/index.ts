import { definePlugin } from '@wiretax/core';

export default definePlugin({ name: '@wiretax/plugin-drift', api: 1, apply() {} });
