import { definePlugin } from '@wiretax/core';
import { sidecar } from './sidecar.js';

export default definePlugin({
  name: '@wiretax/plugin-sidecar',
  api: 2,
  apply(bench) {
    bench.topologies.add('sidecar', sidecar);
  },
});
