import { definePlugin } from '@wiretax/core';
import { pageWithCharts } from './report.js';

export default definePlugin({
  name: '@wiretax/plugin-markdown',
  api: 2,
  apply(bench) {
    bench.reporters.add('markdown', pageWithCharts(bench.host));
  },
});
