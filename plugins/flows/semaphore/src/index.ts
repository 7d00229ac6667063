import { definePlugin } from '@wiretax/core';
import { semaphore } from './semaphore.js';

export default definePlugin({
  name: '@wiretax/plugin-semaphore',
  api: 2,
  apply(bench) {
    bench.flows.add('semaphore', semaphore);
  },
});
