import { definePlugin, visibleLine } from '@wiretax/core';
import { exposition } from './exposition.js';
import { metricFamilies } from './families.js';

export default definePlugin({
  name: '@wiretax/plugin-openmetrics',
  api: 2,
  apply(bench) {
    bench.reporters.add('openmetrics', {
      findings: 'none',
      async report(results, output) {
        const text = exposition(metricFamilies(results));
        output.print(`${visibleLine(await output.write('openmetrics.txt', text))}\n`);
      },
    });
  },
});
