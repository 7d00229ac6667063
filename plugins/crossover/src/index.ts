import { definePlugin } from '@wiretax/core';
import { crossover } from './analysis.js';

export default definePlugin({
  name: '@wiretax/plugin-crossover',
  api: 1,
  apply(bench) {
    bench.analyses.add('crossover', crossover);
  },
});
