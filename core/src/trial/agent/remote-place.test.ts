import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Child } from '../../contract/processes.js';
import type { Seat } from '../../contract/launcher.js';
import { nodeHost } from '../../kernel/host/node-host.js';
import { processesOf } from '../../kernel/host/node-processes.js';
import { RemotePlace } from './remote-place.js';

const host = nodeHost();

/** A seat on this machine; `before` is put in front of what it starts. */
function seat(before: readonly string[] = []): Seat & { readonly started: Child[] } {
  const started: Child[] = [];
  return {
    started,
    address: '127.0.0.1',
    start: (argv) => {
      const [program = '', ...words] = [...before, ...argv];
      const child = host.spawn(program, words);
      started.push(child);
      return child;
    },
    why: () => Promise.resolve(undefined),
    close: () => Promise.resolve(),
  };
}

async function onPlace(work: (place: RemotePlace, agent: Child) => Promise<void>): Promise<void> {
  const own = seat();
  const place = await RemotePlace.on('far', own, 'run', host);
  try {
    const [agent] = own.started;
    assert.ok(agent);
    await work(place, agent);
  } finally {
    await place.close();
  }
}

async function outputOf(child: Child): Promise<string> {
  let output = '';
  child.onStdout((text) => {
    output += text;
  });
  await child.exited;
  return output;
}

test('a process there is fed, heard and ended, and has its files in its folder', () =>
  onPlace(async (place) => {
    const folder = await place.folder('proxy');
    const files = { 'etc/a.cfg': 'first\n' };
    const child = await place.start({ name: 'proxy', argv: ['cat', 'etc/a.cfg', '-'], folder, files });
    child.write('second ä\n');
    child.end();
    assert.is(await outputOf(child), 'first\nsecond ä\n');
    assert.equal(await child.exited, { code: 0, signal: null });
    await place.removeFolder(folder);
    assert.not(existsSync(folder));
  }));

test('what can not be started says why', () =>
  onPlace(async (place) => {
    const child = await place.start({
      name: 'x',
      argv: ['/no/such/program'],
      folder: await place.folder('x'),
    });
    const { code, error } = await child.exited;
    assert.ok(code !== 0 || error !== undefined);
  }));

test('the machine tells of ports, listeners, processes and what they have used', () =>
  onPlace(async ({ machine }) => {
    const [port = 0] = await machine.ports(1);
    const server = createServer().listen(port, '127.0.0.1');
    await once(server, 'listening');
    assert.is((server.address() as AddressInfo).port, port);
    assert.equal(await machine.listeners(port), [process.pid]);
    assert.is((await machine.processes(process.pid))[0], process.pid);
    assert.not.equal(await machine.ports(1), await machine.ports(1), 'what was given is remembered');
    const usage = await machine.usage([process.pid]);
    assert.is(usage.processes, 1);
    assert.ok(usage.userNs + usage.systemNs > 0 && usage.peakRssBytes > 1e6);
    assert.match(usage.cpus ?? '', /^\d/);
    assert.equal((await machine.run('echo', ['a b'])).stdout, 'a b\n');
    assert.is((await machine.run('sh', ['-c', 'exit 4'])).code, 4);
    server.close();
  }));

test('code arrives with what it depends on, and artifacts come home', () =>
  onPlace(async (place) => {
    const folder = await place.folder('client');
    const argv = await place.peerCommand([]);
    assert.ok(
      argv[1] !== undefined && existsSync(argv[1]) && !argv[1].startsWith(process.cwd()),
      argv.join(' '),
    );
    const child = await place.start({ name: 'client', argv, folder });
    child.write('{"v":1,"id":1,"name":"ping","ask":null}\n');
    child.end();
    assert.match(await outputOf(child), /"id":1,"ok":false/);
    const home = await mkdtemp(join(tmpdir(), 'home-'));
    const script = 'mkdir -p sub; head -c 700000 /dev/zero > sub/zeros; echo hi > a.txt';
    await (
      await place.start({ name: 'w', argv: ['sh', '-c', script], folder })
    ).exited;
    await place.fetch(folder, home);
    assert.is(await readFile(join(home, 'a.txt'), 'utf8'), 'hi\n');
    assert.is((await readFile(join(home, 'sub/zeros'))).length, 700_000);
    await rm(home, { recursive: true });
  }));

test('all that runs there ends with the agent, also what has left its group', () =>
  onPlace(async (place) => {
    const script = 'setsid sleep 1000 & echo $!; exec sleep 1000';
    const folder = await place.folder('p');
    const child = await place.start({ name: 'p', argv: ['sh', '-c', script], folder });
    const stray = Number(
      await new Promise<string>((resolve) => {
        child.onStdout(resolve);
      }),
    );
    await place.close();
    await child.exited;
    assert.equal([...processesOf(stray), ...processesOf(child.pid)], []);
    assert.not(existsSync(folder));
  }));

test('a lost agent is told of to whoever waits, and leaves nothing running', () =>
  onPlace(async (place, agent) => {
    const folder = await place.folder('p');
    const child = await place.start({ name: 'p', argv: ['sleep', '1000'], folder });
    agent.kill('SIGKILL');
    const lost = await place.lost;
    assert.match(lost.message, /^machine far: the connection ended \(SIGKILL\)/);
    assert.match((await child.exited).error ?? '', /machine far/);
    const error = await place.machine.ports(1).catch((thrown: unknown) => thrown);
    assert.is(error, lost);
    // Whoever comes again finds what was left.
    const again = await RemotePlace.on('far', seat(), 'run', host);
    await again.sweep();
    await again.close();
    assert.equal(processesOf(child.pid), []);
    assert.not(existsSync(folder));
  }));

for (const [before, reason] of [
  [['sh', '-c', 'exit 127'], /there is no node in the PATH/],
  [['sh', '-c', 'echo Permission denied >&2; exit 255'], /machine far: Permission denied/],
  [
    ['sh', '-c', `read a; echo '{"id":1,"answer":{"node":"v16.20.0"}}'; cat`],
    /Node\.js v16\.20\.0; 20\.19 or newer/,
  ],
] as const) {
  test(`nothing is started on a seat where ${before[2]}`, async () => {
    const error = await RemotePlace.on('far', seat(before), 'run', host).catch((thrown: unknown) => thrown);
    assert.match((error as Error).message, reason);
  });
}

test.run();
