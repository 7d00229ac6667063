import { definePlugin } from '@wiretax/core';
import { advice } from './analysis.js';

export default definePlugin({
  name: '@wiretax/plugin-advice',
  api: 1,
  apply(bench) {
    bench.analyses.add('advice', advice);
  },
});
