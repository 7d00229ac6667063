import { definePlugin } from '@wiretax/core';
import { jsonCodec } from './codec.js';

export default definePlugin({
  name: '@wiretax/plugin-json',
  api: 2,
  apply(bench) {
    bench.codecs.add('json', jsonCodec);
  },
});
