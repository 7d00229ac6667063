import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fakeHost } from '@wiretax/core/testing';
import { openFilesLimit, parseOpenFiles } from './open-files.js';

const limits = `Limit                     Soft Limit           Hard Limit           Units
Max processes             31381                31381                processes
Max open files            1024                 524288               files
`;

test('the hard limit counts', () => {
  assert.is(parseOpenFiles(limits), 524288);
});

test('no limit, or none that is told, is undefined', async () => {
  assert.is(parseOpenFiles(limits.replace('524288', 'unlimited')), undefined);
  assert.is(parseOpenFiles(''), undefined);
  assert.is(await openFilesLimit(fakeHost()), undefined);
  assert.is(await openFilesLimit(fakeHost({ files: { '/proc/self/limits': limits } })), 524288);
});

test.run();
