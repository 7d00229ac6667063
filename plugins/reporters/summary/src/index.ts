import { definePlugin } from '@wiretax/core';

export default definePlugin({
  name: '@wiretax/plugin-summary',
  api: 2,
  apply(bench) {
    bench.reporters.add('summary', {
      async report(results, output) {
        // Statistics: nothing that peers, or a run without this reporter, should load.
        const { screen } = await import('./screen.js');
        output.print(screen(results, output));
      },
    });
  },
});
