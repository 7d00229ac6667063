import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fakeHost } from '../../testing/fake-host.js';
import { localMachine } from './local-machine.js';

const boot = '/proc/sys/kernel/random/boot_id';
const offsets = '/proc/self/timens_offsets';

async function domainOf(files: Readonly<Record<string, string>>): Promise<string> {
  return (await localMachine(fakeHost({ files }))).clockDomain;
}

test('clocks are told apart by the boot and by the time namespace', async () => {
  const here = {
    [boot]: 'abc\n',
    [offsets]: 'monotonic           0         0\nboottime            0         0\n',
  };
  const domain = await domainOf(here);
  assert.is(domain, 'abc monotonic 0 0 boottime 0 0');
  assert.is.not(await domainOf({ ...here, [offsets]: 'monotonic 7 0\nboottime 0 0\n' }), domain);
  assert.is.not(await domainOf({ ...here, [boot]: 'abd\n' }), domain);
});

test('a kernel without time namespaces has one clock; a system without /proc tells nothing', async () => {
  assert.is(await domainOf({ [boot]: 'abc\n' }), 'abc');
  assert.is(await domainOf({}), '');
});

test('ports are different, free, and given back', async () => {
  const machine = await localMachine(fakeHost());
  const ports = await machine.ports(5);
  assert.is(new Set(ports).size, 5);
  for (const port of ports) {
    const server = createServer().listen(port, machine.address);
    await once(server, 'listening');
    assert.is((server.address() as AddressInfo).port, port);
    await new Promise((resolve) => server.close(resolve));
  }
});

test.run();
