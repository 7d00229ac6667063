import { definePlugin, type PaceOptions } from '@wiretax/core';

/** Ten calls at once, every 10 ms. */
function pace({ parts }: PaceOptions) {
  let calls = 0;
  return { next: () => Math.floor((calls++ * parts) / 10) * 1e7 };
}

export default definePlugin({
  name: 'pulse',
  api: 2,
  apply: ({ loads }) => loads.add('pulse', { kind: 'open', pace }),
});
