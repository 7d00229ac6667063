import type { Codec } from '../../contract/codec.js';
import { callPluginSync } from '../../kernel/guard.js';
import { type Equipment, pick } from './equipment.js';
import type { StartPeer } from './messages.js';

const rounds = 50;
/** On both sides of where a 32-bit half of a 64-bit number changes its sign: a clock gets there every 2.1 s. */
const instants = [2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1, 2 ** 32, 3 * 2 ** 31, 2 ** 52];

const mostBytes = 4096;

/**
 * The codec of a trial, after it has encoded and decoded payloads at every kind of instant. V8 compiles a codec for the
 * numbers that it has met, and a window may be the first to meet others.
 */
export function rehearsedCodec(equipment: Equipment, start: StartPeer): Codec {
  const { contribution: codec, subject } = pick(equipment, equipment.bench.codecs, start.codec);
  const data = new Uint8Array(Math.min(start.size.requestBytes, mostBytes));
  callPluginSync(subject, () => {
    for (let round = 0; round < rounds; round += 1) {
      for (const timestampNs of instants) {
        const payload = { id: 1, data, timestampNs, replySize: data.length, serviceTimeNs: 0 };
        const { buffer, byteOffset, byteLength } = codec.encode(payload);
        codec.decode(Buffer.from(buffer, byteOffset, byteLength));
      }
    }
  });
  return codec;
}
