import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Codec } from '../../contract/codec.js';
import type { Transport, TransportCapabilities } from '../../contract/transport.js';
import { capabilitiesOf, messageBytes } from './capabilities.js';

const owner = { name: 'stack', version: '1.0.0' };
const fixed: TransportCapabilities = { forms: ['socket'], connections: 'shared', maxMessageBytes: 1000 };
const transport = (supports: unknown) => ({ name: 'tcp', owner, contribution: { supports } as Transport });
const codec = (encode: Codec['encode']) => ({ name: 'plain', owner, contribution: { encode } as Codec });

test('what a transport can do is fixed, or depends on its options', () => {
  assert.is(capabilitiesOf(transport(fixed), { limit: 5 }), fixed);
  const ofOptions = ({ limit }: { limit: number }) => ({ ...fixed, maxMessageBytes: limit });
  assert.is(capabilitiesOf(transport(ofOptions), { limit: 5 }).maxMessageBytes, 5);
});

test('a transport that answers nonsense, or throws, is named', () => {
  const failing = (supports: () => unknown, says: string): void => {
    assert.throws(
      () => capabilitiesOf(transport(supports), {}),
      `transport tcp (stack 1.0.0) failed: ${says}`,
    );
  };
  const what = 'what supports gave is not as @wiretax/core asks for: ';
  failing(() => undefined, `${what}it is no object`);
  failing(() => ({ ...fixed, maxMessageBytes: Number.NaN }), `${what}its maxMessageBytes is no number`);
  failing(() => ({ ...fixed, forms: [] }), `${what}its forms is no list of forms of links`);
  failing(() => {
    throw new Error('no idea');
  }, 'no idea');
});

test('a message is the larger of request and reply, encoded with numbers of all their digits', () => {
  const digits = codec(({ id, data }) => new Uint8Array(String(id).length + data.length));
  assert.is(messageBytes(digits, { requestBytes: 7, replyBytes: 5 }), 16 + 7);
  assert.is(messageBytes(digits, { requestBytes: 7, replyBytes: 70_000 }), 16 + 70_000);
});

test('beyond 32 MiB it grows as it did so far, and nothing larger is made', () => {
  let most = 0;
  const doubling = codec(({ data }) => {
    most = Math.max(most, data.length);
    return { length: 2 * data.length } as Uint8Array;
  });
  const GiB = 1024 ** 3;
  assert.is(messageBytes(doubling, { requestBytes: GiB, replyBytes: 0 }), 2 * GiB);
  assert.is(most, 32 * 1024 ** 2);
});

test.run();
