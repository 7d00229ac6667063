import { definePlugin } from '@wiretax/core';
import { pinPeers } from './placement.js';
import { readSettings, settingsSchema } from './settings.js';

export default definePlugin({
  name: '@wiretax/plugin-pin',
  api: 2,
  settings: settingsSchema,
  apply(bench) {
    bench.hooks.pin.tapPromise('pin', pinPeers(readSettings(bench.settings)));
  },
});
