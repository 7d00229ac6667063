import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fateOf, identityOf, leftOf } from './node-identity.js';
import { endEach, processesOf, treesOf } from './node-processes.js';

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

if (existsSync('/proc/self')) {
  test('what is left of a process is known by its group, and not by a number that another has now', async () => {
    const script = 'sleep 1000 & echo; exec sleep 1000';
    const leader = spawn('sh', ['-c', script], { detached: true, stdio: ['ignore', 'pipe', 'ignore'] });
    await new Promise((resolve) => leader.stdout.once('data', resolve));
    const number = leader.pid ?? 0;
    const identity = identityOf(number);
    const [, begun = '', where = ''] = identity.split(' ');
    assert.is(leftOf([identity]).size, 2);
    assert.is(leftOf([`${String(number)} 1 ${where}`]).size, 0);
    assert.is(leftOf([`${String(number)} ${begun} pid:[1]@elsewhere`]).size, 0);
    const exited = new Promise((resolve) => leader.once('exit', resolve));
    leader.kill('SIGKILL');
    await exited;
    // The leader has gone, the other has not.
    assert.is(leftOf([identity]).size, 1);
    endEach(() => leftOf([identity]));
    while (processesOf(number).length > 0) await new Promise(setImmediate);
  });

  test('who could not be started has no processes', () => {
    assert.equal(processesOf(0), []);
    assert.is(treesOf([0, Number.NaN]).size, 0);
  });
}

test.run();
