import type { Bench, Codec } from '@wiretax/core';
import protobuf from '@wiretax/plugin-protobuf';

/** The codec that the protobuf plugin contributes: the same object that the harness uses. */
export const codec: Codec = pick();

function pick(): Codec {
  let found: Codec | undefined;
  const codecs = {
    add: (_name: string, contribution: Codec): void => {
      found = contribution;
    },
  };
  protobuf.apply({ codecs } as unknown as Bench);
  if (found === undefined) throw new Error('the protobuf plugin contributes no codec');
  return found;
}
