import { definePlugin } from '@wiretax/core';
import { tail } from './analysis.js';

export default definePlugin({
  name: '@wiretax/plugin-tail',
  api: 1,
  apply(bench) {
    bench.analyses.add('tail', tail);
  },
});
