import { definePlugin } from '@wiretax/core';
import { constantLoad } from './constant-load.js';

export default definePlugin({
  name: '@wiretax/plugin-constant',
  api: 1,
  apply(bench) {
    bench.loads.add('constant', constantLoad);
  },
});
