import { definePlugin } from '@wiretax/core';
import { stalls } from './analysis.js';

export default definePlugin({
  name: '@wiretax/plugin-stalls',
  api: 1,
  apply(bench) {
    bench.analyses.add('stalls', stalls);
  },
});
