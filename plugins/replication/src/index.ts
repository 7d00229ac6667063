import { definePlugin } from '@wiretax/core';

export default definePlugin({ name: '@wiretax/plugin-replication', api: 1, apply() {} });
