import { definePlugin } from '@wiretax/core';
import { page } from './page.js';

export default definePlugin({
  name: '@wiretax/plugin-markdown',
  api: 1,
  apply(bench) {
    bench.reporters.add('markdown', {
      async report(results, output) {
        output.print(`${await output.write('report.md', page(results))}\n`);
      },
    });
  },
});
