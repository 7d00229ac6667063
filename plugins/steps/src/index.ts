import { definePlugin } from '@wiretax/core';
import { steps } from './analysis.js';

export default definePlugin({
  name: '@wiretax/plugin-steps',
  api: 1,
  apply(bench) {
    bench.analyses.add('steps', steps);
  },
});
