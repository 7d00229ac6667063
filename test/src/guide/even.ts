import { definePlugin, type PaceOptions } from '@wiretax/core';

/** 500 calls a second, at even gaps. */
function pace({ part, parts }: PaceOptions) {
  let calls = part - parts;
  return { next: () => (calls += parts) * 2e6 };
}

export default definePlugin({
  name: 'even',
  api: 2,
  apply: ({ loads }) => loads.add('even', { kind: 'open', pace }),
});
