import { definePlugin } from '@wiretax/core';
import { githubReporter } from './reporter.js';

export default definePlugin({
  name: '@wiretax/plugin-github',
  api: 2,
  apply(bench) {
    bench.reporters.add('github', githubReporter(bench.host));
  },
});
