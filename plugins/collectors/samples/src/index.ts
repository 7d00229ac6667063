import { definePlugin } from '@wiretax/core';
import { samples } from './samples.js';

export default definePlugin({
  name: '@wiretax/plugin-samples',
  api: 2,
  apply(bench) {
    bench.collectors.add('samples', samples);
  },
});
