import { definePlugin } from '@wiretax/core';
import { flowCost } from './analysis.js';

export default definePlugin({
  name: '@wiretax/plugin-flow-cost',
  api: 1,
  apply(bench) {
    bench.analyses.add('flow-cost', flowCost);
  },
});
