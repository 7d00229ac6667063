import { definePlugin } from '@wiretax/core';
import { scaling } from './analysis.js';

export default definePlugin({
  name: '@wiretax/plugin-scaling',
  api: 1,
  apply(bench) {
    bench.analyses.add('scaling', scaling);
  },
});
