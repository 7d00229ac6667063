import { definePlugin } from '@wiretax/core';
import { runtime } from './runtime.js';

export default definePlugin({
  name: '@wiretax/plugin-runtime',
  api: 2,
  apply(bench) {
    bench.collectors.add('runtime', runtime);
  },
});
