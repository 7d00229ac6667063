import { definePlugin } from '@wiretax/core';

export default definePlugin({
  name: '@wiretax/plugin-html',
  api: 2,
  apply(bench) {
    bench.reporters.add('html', {
      async report(results, output) {
        // Charts and statistics: nothing that peers, or a run without this reporter, should load.
        const { reporter } = await import('./report.js');
        await reporter(bench.host.files)(results, output);
      },
    });
  },
});
