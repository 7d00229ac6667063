import { definePlugin } from '@wiretax/core';
import { inversion } from './analysis.js';

export default definePlugin({
  name: '@wiretax/plugin-inversion',
  api: 1,
  apply(bench) {
    bench.analyses.add('inversion', inversion);
  },
});
