import { definePlugin, visibleLine } from '@wiretax/core';
import { junitText } from './document.js';

export default definePlugin({
  name: '@wiretax/plugin-junit',
  api: 2,
  apply(bench) {
    bench.reporters.add('junit', {
      findings: 'none',
      async report(results, output) {
        output.print(`${visibleLine(await output.write('junit.xml', junitText(results)))}\n`);
      },
    });
  },
});
