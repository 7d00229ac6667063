import type { Codec } from '../../contract/codec.js';
import type { Size, Use } from '../../contract/cell.js';
import type { Transport, TransportCapabilities } from '../../contract/transport.js';
import type { CatalogEntry } from '../../kernel/catalog.js';
import { expectAnswer } from '../../kernel/contribution-shape.js';
import { callPluginSync } from '../../kernel/guard.js';
import { seededRandom } from '../../kernel/random.js';

/** What a transport can do with these options, which are valid. */
export function capabilitiesOf(
  { name, owner, contribution }: CatalogEntry<Transport>,
  options: Use['options'],
): TransportCapabilities {
  const { supports } = contribution;
  if (typeof supports !== 'function') return supports;
  const subject = { kind: 'transport', name, owner };
  const answer = callPluginSync(subject, () => supports(options));
  return expectAnswer(subject, 'supports', 'capabilities', answer);
}

/** Up to here messages are encoded to know their size; beyond it they are taken to grow as they did so far. */
const largestEncodedBytes = 32 * 1024 ** 2;
const blockBytes = 64 * 1024;
/** With as many digits as the numbers of a message ever have. */
const largest = Number.MAX_SAFE_INTEGER;

/** The larger of request and reply as the codec encodes it, with numbers as long as they get; bytes. */
export function messageBytes({ name, owner, contribution }: CatalogEntry<Codec>, size: Size): number {
  const { requestBytes, replyBytes: replySize } = size;
  const subject = { kind: 'codec', name, owner };
  const encoded = (bytes: number): number => {
    const numbers = { id: largest, timestampNs: largest, replySize, serviceTimeNs: largest };
    return callPluginSync(subject, () => contribution.encode({ ...numbers, data: noise(bytes) })).length;
  };
  const bytes = Math.max(requestBytes, replySize);
  if (bytes <= largestEncodedBytes) return encoded(bytes);
  return Math.ceil((encoded(largestEncodedBytes) / largestEncodedBytes) * bytes);
}

/** Bytes that no codec can make small. */
function noise(bytes: number): Uint8Array {
  const random = seededRandom(1);
  const block = Uint8Array.from({ length: Math.min(bytes, blockBytes) }, () => random() * 256);
  const data = new Uint8Array(bytes);
  for (let at = 0; at < bytes; at += blockBytes) data.set(block.subarray(0, bytes - at), at);
  return data;
}
