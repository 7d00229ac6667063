import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { test } from 'node:test';
import { codec } from './codec.js';

const payload = { id: 1, data: Uint8Array.of(0xab, 0xcd), timestampNs: 2, replySize: 3, serviceTimeNs: 0 };

test('the bytes are those of the format', () => {
  const expected = [
    '00000002',
    '00000003',
    '3ff0000000000000',
    '4000000000000000',
    '0000000000000000',
    'abcd',
  ];
  assert.equal(Buffer.from(codec.encode(payload)).toString('hex'), expected.join(''));
});

test('what is wrong is said', () => {
  const bytes = codec.encode(payload);
  assert.throws(() => codec.decode(bytes.subarray(0, 10)), /10 bytes: the header is cut/);
  assert.throws(() => codec.decode(bytes.subarray(0, 33)), /33 bytes: the data has another length/);
  assert.throws(() => codec.encode({ ...payload, replySize: 2 ** 32 }), /a reply size of 4294967296/);
});
