import { definePlugin } from '@wiretax/core';
import { ebpf } from './ebpf.js';

export default definePlugin({
  name: '@wiretax/plugin-ebpf',
  api: 2,
  apply(bench) {
    bench.collectors.add('ebpf', ebpf);
  },
});
