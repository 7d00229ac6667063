import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { addressText, boundEndpoint, socketAddress } from './socket-address.js';

const at = (address: string) => socketAddress({ link: 'tcp', address });

for (const [address, is] of [
  ['127.0.0.1:0', { host: '127.0.0.1', port: 0 }],
  ['localhost:65535', { host: 'localhost', port: 65_535 }],
  ['[::1]:80', { host: '::1', port: 80 }],
  ['[fe80::1%eth0]:80', { host: 'fe80::1%eth0', port: 80 }],
  ['/tmp/a:1/server.sock', { path: '/tmp/a:1/server.sock' }],
] as const) {
  test(`${address} is read, and written the same`, () => {
    assert.equal(at(address), is);
    assert.is(addressText(is), address);
  });
}

for (const address of [
  '',
  'name',
  '127.0.0.1',
  '127.0.0.1:',
  '::1:80',
  '[::1]',
  'a:65536',
  'a:-1',
  'server.sock',
  '[a:1',
]) {
  test(`${JSON.stringify(address)} is no address of a socket`, () => {
    assert.throws(() => at(address), `link tcp gave ${JSON.stringify(address)}, which is neither`);
  });
}

test('of what was bound only the port is taken', () => {
  const asked = { link: 'mine', address: '[::1]:0' };
  const bound = { address: '::', family: 'IPv6', port: 4711 };
  assert.equal(boundEndpoint(asked, bound), { link: 'mine', address: '[::1]:4711' });
  assert.equal(boundEndpoint(asked, null), asked);
  const unix = { link: 'unix', address: '/tmp/server.sock' };
  assert.equal(boundEndpoint(unix, '/tmp/server.sock'), unix);
});

test.run();
