import { spawnSync } from 'node:child_process';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fateOf, identityOf } from './node-identity.js';

const mine = identityOf(process.pid);
const [pid = '', start = '', place = ''] = mine.split(' ');

test('a process names itself on one line, for good', () => {
  assert.is(pid, String(process.pid));
  assert.is(identityOf(process.pid), mine);
  assert.not.match(mine, /\n/);
  assert.is(mine.split(' ').length, 3);
});

test('one that runs is told from one that has ended, and from one that has its number now', () => {
  const ended = spawnSync('true').pid;
  assert.is(fateOf(mine), 'running');
  assert.is(fateOf(`${mine}\n`), 'running');
  assert.is(fateOf(`${String(ended)} 1 ${place}`), 'ended');
  if (start !== '-') assert.is(fateOf(`${pid} 1 ${place}`), 'ended');
});

test('numbers of another place mean nothing here', () => {
  assert.is(fateOf(`${pid} ${start} pid:[1]@elsewhere`), 'unknown');
  for (const text of ['', 'x', `${mine} more`, '-1 2 3']) assert.is(fateOf(text), 'unknown', text);
});

test('0.1.0 wrote no place', () => {
  assert.is(fateOf(pid), 'running');
  assert.is(fateOf(`${pid} ${start}`), 'running');
  if (start !== '-') assert.is(fateOf(`${pid} 1`), 'ended');
});

test.run();
