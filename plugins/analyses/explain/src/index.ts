import { definePlugin } from '@wiretax/core';
import { explanation } from './analysis.js';

export default definePlugin({
  name: '@wiretax/plugin-explain',
  api: 2,
  apply(bench) {
    bench.analyses.add('explain', explanation);
  },
});
