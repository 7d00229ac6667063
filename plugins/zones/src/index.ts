import { definePlugin } from '@wiretax/core';
import { zones } from './analysis.js';

export default definePlugin({
  name: '@wiretax/plugin-zones',
  api: 1,
  apply(bench) {
    bench.analyses.add('zones', zones);
  },
});
