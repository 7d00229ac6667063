import { definePlugin } from '@wiretax/core';
import { page } from './page.js';

export default definePlugin({
  name: '@wiretax/plugin-table',
  api: 2,
  apply(bench) {
    bench.reporters.add('table', {
      report(results, output) {
        output.print(page(results, output));
      },
    });
  },
});
