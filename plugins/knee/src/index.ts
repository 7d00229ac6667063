import { definePlugin } from '@wiretax/core';
import { kneesBy } from './analysis.js';
import { readSettings, settingsSchema } from './settings.js';

export default definePlugin({
  name: '@wiretax/plugin-knee',
  api: 1,
  settings: settingsSchema,
  apply(bench) {
    bench.analyses.add('knee', kneesBy(readSettings(bench.settings)));
  },
});
