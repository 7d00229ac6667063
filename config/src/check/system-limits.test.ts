import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fakeHost } from '@wiretax/core/testing';
import { parseLocalPorts, systemLimits } from './system-limits.js';

const limits = `Limit                     Soft Limit           Hard Limit           Units
Max processes             31381                31381                processes
Max open files            1024                 524288               files
`;

test('the hard limit counts; no limit, or none that is told, is undefined', async () => {
  const none = { openFiles: undefined, localPorts: undefined };
  assert.equal(await systemLimits(fakeHost()), none);
  const unlimited = { '/proc/self/limits': limits.replace('524288', 'unlimited') };
  assert.equal(await systemLimits(fakeHost({ files: unlimited })), none);
  const files = { '/proc/self/limits': limits, '/proc/sys/net/ipv4/ip_local_port_range': '32768\t60999\n' };
  assert.equal(await systemLimits(fakeHost({ files })), { openFiles: 524288, localPorts: 28_232 });
});

test('both ends of the range of ports count', () => {
  assert.is(parseLocalPorts('40000\t40000\n'), 1);
  assert.is(parseLocalPorts('all of them'), undefined);
});

test.run();
