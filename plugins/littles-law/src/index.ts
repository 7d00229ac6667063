import { definePlugin } from '@wiretax/core';
import { littlesLaw } from './analysis.js';

export default definePlugin({
  name: '@wiretax/plugin-littles-law',
  api: 1,
  apply(bench) {
    bench.analyses.add('littles-law', littlesLaw);
  },
});
