import { definePlugin } from '@wiretax/core';
import { usl } from './analysis.js';

export default definePlugin({
  name: '@wiretax/plugin-usl',
  api: 1,
  apply(bench) {
    bench.analyses.add('usl', usl);
  },
});
