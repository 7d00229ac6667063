import { definePlugin } from '@wiretax/core';
import { usage } from './usage.js';

export default definePlugin({
  name: '@wiretax/plugin-usage',
  api: 2,
  apply(bench) {
    bench.collectors.add('usage', usage);
  },
});
