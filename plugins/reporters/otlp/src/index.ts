import { definePlugin } from '@wiretax/core';
import { otlpReporter } from './reporter.js';
import { readSettings, settingsSchema } from './settings.js';

export default definePlugin({
  name: '@wiretax/plugin-otlp',
  api: 2,
  settings: settingsSchema,
  apply(bench) {
    bench.reporters.add('otlp', otlpReporter(readSettings(bench.settings)));
  },
});
