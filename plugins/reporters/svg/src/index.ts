import { definePlugin } from '@wiretax/core';
import { svgFiles } from './svg-files.js';

export default definePlugin({
  name: '@wiretax/plugin-svg',
  api: 2,
  apply(bench) {
    bench.reporters.add('svg', svgFiles(bench.host));
  },
});
