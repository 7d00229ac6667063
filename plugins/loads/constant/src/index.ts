import { definePlugin } from '@wiretax/core';
import { constantLoad } from './constant-load.js';

export default definePlugin({
  name: '@wiretax/plugin-constant',
  api: 2,
  apply(bench) {
    bench.loads.add('constant', constantLoad);
  },
});
