import { definePlugin } from '@wiretax/core';
import { ssh } from './ssh.js';

export default definePlugin({
  name: '@wiretax/plugin-ssh',
  api: 2,
  apply(bench) {
    bench.launchers.add('ssh', ssh);
  },
});
