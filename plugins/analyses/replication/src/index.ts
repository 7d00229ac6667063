import { definePlugin } from '@wiretax/core';
import { replication } from './analysis.js';

export default definePlugin({
  name: '@wiretax/plugin-replication',
  api: 2,
  apply(bench) {
    bench.analyses.add('replication', replication);
  },
});
