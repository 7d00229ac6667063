import { definePlugin } from '@wiretax/core';
import { protobufCodec } from './codec.js';

export default definePlugin({
  name: '@wiretax/plugin-protobuf',
  api: 2,
  apply(bench) {
    bench.codecs.add('protobuf', protobufCodec);
  },
});
