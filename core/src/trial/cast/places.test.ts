import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Child } from '../../contract/processes.js';
import { nodeHost } from '../../kernel/host/node-host.js';
import { processesOf } from '../../kernel/host/node-processes.js';
import { fakeHost } from '../../testing/fake-host.js';
import { kernelOn, never } from '../run/run.test.support.js';
import { Places } from './places.js';

const machines = {
  far: { launcher: { use: 'near', label: 'near', options: {} }, peers: ['server'] },
};

/** Where agents put their folders: whoever else runs on this machine tidies up where it puts its own. */
const temporary = mkdtempSync(join(tmpdir(), 'places-'));
process.on('exit', () => {
  rmSync(temporary, { recursive: true, force: true });
});

/** Machines that are this one, of which the agents are told of; `mayOpen` is asked before each seat. */
function placesOn(agents: Child[], mayOpen: () => boolean = () => true): Places {
  const kernel = kernelOn(fakeHost(), (bench) => {
    bench.launchers.add('near', {
      probe: () => Promise.resolve({ available: true }),
      open: () => {
        if (!mayOpen()) return Promise.reject(new Error('no way there'));
        return Promise.resolve({
          address: '127.0.0.1',
          start: ([program, ...words]) => {
            const child = nodeHost().spawn(program ?? '', words, { env: { TMPDIR: temporary } });
            agents.push(child);
            return child;
          },
          why: () => Promise.resolve(undefined),
          close: () => Promise.resolve(),
        });
      },
    });
  });
  return new Places(kernel, { machines }, 'run-of-a-test', never);
}

/** Loses the machine while a program is at work there, and tells what that has left. */
async function loseOne(places: Places, agents: readonly Child[]) {
  const place = await places.of('far');
  const folder = await place.folder('p');
  // It overwrites its environment, and outlives who has started it.
  const argv = ['sh', '-c', 'env -i sleep 1000 & echo; exec sleep 1000'] as const;
  const child = await place.start({ name: 'p', argv, folder });
  await new Promise<string>((resolve) => {
    child.onStdout(resolve);
  });
  agents.at(-1)?.kill('SIGKILL');
  await place.lost;
  return { folder, running: () => processesOf(child.pid) };
}

/** Who was killed takes a moment to go. */
async function gone(running: () => readonly number[]): Promise<void> {
  while (running().length > 0) await sleep(5);
}

test('a machine that was lost is entered once more and swept when the run is over', async () => {
  const agents: Child[] = [];
  const places = placesOn(agents);
  const { folder, running } = await loseOne(places, agents);
  assert.ok(running().length > 0);
  assert.equal(await places.close(), []);
  assert.is(agents.length, 2);
  await gone(running);
  assert.not(existsSync(folder));
});

test('one that the next trial has entered again is clean', async () => {
  const agents: Child[] = [];
  const places = placesOn(agents);
  const { running } = await loseOne(places, agents);
  await places.of('far');
  await gone(running);
  assert.equal(await places.close(), []);
  assert.is(agents.length, 2);
});

test('one that can not be entered any more is told of', async () => {
  const agents: Child[] = [];
  const places = placesOn(agents, () => agents.length === 0);
  const { running } = await loseOne(places, agents);
  const [problem = '', ...more] = await places.close();
  assert.match(problem, /machine far: .*no way there.*doctor --clean/);
  assert.equal(more, []);
  for (const pid of running()) process.kill(pid, 'SIGKILL');
});

test('one that never was reached is no concern', async () => {
  const places = placesOn([], () => false);
  await places.of('far').catch(() => undefined);
  assert.equal(await places.close(), []);
});

test.run();
