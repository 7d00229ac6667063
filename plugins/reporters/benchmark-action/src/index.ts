import { definePlugin, visibleLine } from '@wiretax/core';

export default definePlugin({
  name: '@wiretax/plugin-benchmark-action',
  api: 2,
  apply(bench) {
    bench.reporters.add('benchmark-action', {
      findings: 'none',
      async report(results, output) {
        // Statistics, which a run without this reporter should not load.
        const { smallerIsBetter, biggerIsBetter } = await import('./entries.js');
        const { jsonText } = await import('@wiretax/writing');
        const files = [
          ['benchmark-smaller.json', smallerIsBetter(results)],
          ['benchmark-bigger.json', biggerIsBetter(results)],
        ] as const;
        for (const [file, entries] of files)
          output.print(`${visibleLine(await output.write(file, jsonText(entries)))}\n`);
      },
    });
  },
});
