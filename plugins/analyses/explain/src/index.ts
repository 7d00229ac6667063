import { definePlugin } from '@wiretax/core';
import { explanation } from './analysis.js';

export default definePlugin({
  name: '@wiretax/plugin-explain',
  api: 1,
  apply(bench) {
    bench.analyses.add('explain', explanation);
  },
});
