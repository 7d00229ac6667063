import { fakeHost } from '@wiretax/core/testing';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ssh } from './ssh.js';

const signal = new AbortController().signal;
const order = { run: 'run', machine: 'far', signal } as const;

test('the address is what the configuration makes of the name, unless one is given', async () => {
  const host = fakeHost({
    commands: { ssh: () => ({ code: 0, stdout: 'user me\nhostname 10.0.0.7\nport 22\n' }) },
  });
  const options = { host: 'far' };
  assert.is((await ssh.open({ ...order, host, options })).address, '10.0.0.7');
  const given = await ssh.open({ ...order, host, options: { ...options, address: 'bench-2' } });
  assert.is(given.address, 'bench-2');
});

test('each word reaches the shell there as one', async () => {
  const started: string[][] = [];
  const host = fakeHost({ script: ({ args }) => void started.push([...args]) });
  const seat = await ssh.open({ ...order, host, options: { host: 'far', address: 'a', config: '/c' } });
  seat.start(['node', '-e', "it's $HOME"]);
  const [args = []] = started;
  assert.equal(args.slice(0, 3), ['-T', '-F', '/c']);
  assert.ok(args.includes('BatchMode=yes'));
  assert.equal(args.slice(-2), ['far', `exec 'node' '-e' 'it'\\''s $HOME'`]);
});

test('a machine that ssh can make nothing of is refused with its reason', async () => {
  const host = fakeHost({
    commands: { ssh: () => ({ code: 255, stderr: 'Bad configuration option: x\n' }) },
  });
  const error = await ssh
    .open({ ...order, host, options: { host: 'far' } })
    .catch((thrown: unknown) => thrown);
  assert.match((error as Error).message, 'Bad configuration option: x');
});

test('without the program it says how to get it', async () => {
  const answer = await ssh.probe(fakeHost());
  assert.is(answer.available, false);
  if (!answer.available) assert.match(answer.remedy, 'openssh-client');
});

test.run();
