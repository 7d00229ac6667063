import { definePlugin, visibleLine } from '@wiretax/core';
import { sheetText } from '@wiretax/writing';
import { rowSheet } from './row-sheet.js';
import { trialSheet } from './trial-sheet.js';

export default definePlugin({
  name: '@wiretax/plugin-csv',
  api: 2,
  apply(bench) {
    bench.reporters.add('csv', {
      findings: 'none',
      async report(results, output) {
        output.print(`${visibleLine(await output.write('rows.csv', sheetText(rowSheet(results))))}\n`);
        output.print(`${visibleLine(await output.write('trials.csv', sheetText(trialSheet(results))))}\n`);
      },
    });
  },
});
