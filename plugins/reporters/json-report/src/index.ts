import { definePlugin } from '@wiretax/core';
import { document } from './document.js';

export default definePlugin({
  name: '@wiretax/plugin-json-report',
  api: 2,
  apply(bench) {
    bench.reporters.add('json', {
      report(results, output) {
        output.print(document(results));
      },
    });
  },
});
