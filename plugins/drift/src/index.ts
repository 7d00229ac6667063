import { definePlugin } from '@wiretax/core';
import { drift } from './analysis.js';
import { launches } from './launches.js';

export default definePlugin({
  name: '@wiretax/plugin-drift',
  api: 1,
  apply(bench) {
    bench.analyses.add('drift', drift);
    bench.analyses.add('launches', launches);
  },
});
