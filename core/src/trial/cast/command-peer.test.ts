import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Command } from '../../contract/command.js';
import { nodeHost } from '../../kernel/host/node-host.js';
import { processesOf } from '../../kernel/host/node-processes.js';
import { CommandPeer } from './command-peer.js';
import { localMachine } from './local-machine.js';
import { LocalPlace } from './local-place.js';

const host = nodeHost();
const place = new LocalPlace(host, await localMachine(host));
const { signal } = new AbortController();

/** A program of Node.js as a peer while `work` runs. */
async function withCommand(
  script: string,
  work: (peer: CommandPeer) => Promise<void>,
  stop?: Command['stop'],
): Promise<void> {
  const argv = [process.execPath, '-e', script] as const;
  const child = await place.start({ name: 'proxy', argv });
  const peer = new CommandPeer(host.clock, 'proxy', child, argv, stop);
  try {
    await work(peer);
  } finally {
    await peer.stop();
    assert.equal(processesOf(peer.pid), []);
  }
}

function upOn(port: number): readonly [{ readonly link: string; readonly address: string }, LocalPlace] {
  return [{ link: 'tcp', address: `127.0.0.1:${String(port)}` }, place];
}

async function reasonOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'nothing',
    (thrown: unknown) => (thrown as Error).message,
  );
}

const command = (changes: Partial<Command>): Command => ({
  kind: 'command',
  command: () => ({ argv: ['unused'] }),
  ready: 'port',
  ...changes,
});
const forever = 'setInterval(() => undefined, 1e6);';
const listening = (port: number): string =>
  `require('node:net').createServer().listen(${String(port)}, '127.0.0.1');`;

test('one that listens is ready when it does, and ends when it is told to', async () => {
  const [port = 0] = await place.machine.ports(1);
  await withCommand(listening(port), async (peer) => {
    await peer.ready(command({}), ...upOn(port), signal);
    assert.is(await peer.stop(), undefined);
  });
});

test('one that never listens is told so with its last lines, though another program has the port', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await withCommand(`console.log('no idea'); ${forever}`, async (peer) => {
    await peer.ready(command({ ready: { log: /no idea/ } }), ...upOn(port), signal);
    const reason = await reasonOf(peer.ready(command({ readyMs: 50 }), ...upOn(port), signal));
    assert.match(reason, /^proxy \(.*\) was not ready within 0.05 s: nothing of it listens at 127.0.0.1:\d+/);
    assert.match(reason, /its last lines: no idea$/);
  });
  server.close();
});

test('one that exits at once is told at once, with the line that it did not end', () =>
  withCommand(`process.stderr.write('bad config'); process.exitCode = 3;`, async (peer) => {
    const reason = await reasonOf(peer.ready(command({ readyMs: 60_000 }), ...upOn(1), signal));
    assert.match(reason, /exited with code 3; its last lines: bad config$/);
    assert.is(await peer.stop(), undefined);
  }));

test('one that can not be started says why', async () => {
  const argv = ['/no/such/program'] as const;
  const peer = new CommandPeer(
    host.clock,
    'proxy',
    await place.start({ name: 'proxy', argv }),
    argv,
    undefined,
  );
  const reason = await reasonOf(peer.ready(command({ readyMs: 60_000 }), ...upOn(1), signal));
  assert.match(reason, /could not be started: .*ENOENT/);
  await peer.stop();
});

test('one that ignores SIGTERM is killed, with what it has started, and that is told', () => {
  const child = `require('node:child_process').spawn(process.execPath, ['-e', '${forever}'], { stdio: 'ignore' });`;
  const script = `process.on('SIGTERM', () => undefined); ${child} ${forever} console.log('up');`;
  const stop = { signal: 'SIGTERM', graceMs: 50 } as const;
  return withCommand(
    script,
    async (peer) => {
      await peer.ready(command({ ready: { log: /^up$/ } }), undefined, place, signal);
      const problem = await peer.stop();
      assert.match(problem?.message ?? '', 'did not end within 0.05 s of SIGTERM and was killed');
    },
    stop,
  );
});

test('output without an end of line is no harm, and what follows it is heard', () => {
  const script = `const { stdout } = process; for (let i = 0; i < 20; i += 1) stdout.write('x'.repeat(1e6)); stdout.write('\\nup\\n'); ${forever}`;
  return withCommand(script, async (peer) => {
    await peer.ready(command({ ready: { log: /^up$/ } }), undefined, place, signal);
    assert.ok(peer.output.printed.length < 1e6);
  });
});

test('an interruption ends the wait', () =>
  withCommand(forever, async (peer) => {
    const abort = new AbortController();
    const waiting = reasonOf(peer.ready(command({}), ...upOn(1), abort.signal));
    abort.abort(new Error('enough'));
    assert.is(await waiting, 'enough');
  }));

test.run();
