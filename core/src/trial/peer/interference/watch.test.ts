import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Interference } from '../../../contract/interference.js';
import { InterferenceWatch } from './watch.js';

const linux = process.platform === 'linux';
const module = fileURLToPath(new URL('watch.js', import.meta.url));

/** What another process saw of itself between two lines that it was sent. */
async function watched(meanwhile: (pid: number) => unknown): Promise<Interference> {
  const program = `
    const { InterferenceWatch } = await import(${JSON.stringify(module)});
    const watch = new InterferenceWatch();
    process.stdin.once('data', () => {
      watch.begin();
      process.stdout.write('begun');
      process.stdin.once('data', () => {
        process.stdout.write(JSON.stringify(watch.end().interference));
        process.stdin.destroy();
      });
    });
    process.stdout.write('made');`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const said = async (): Promise<string> => String((await once(child.stdout, 'data'))[0]);
  await said();
  child.stdin.write('begin');
  await said();
  await meanwhile(child.pid ?? 0);
  child.stdin.write('end');
  return JSON.parse(await said()) as Interference;
}

test('a process that was stopped was still for that long; one that slept was not', async () => {
  if (!linux) return;
  const stoppedMs = 150;
  const stopped = await watched(async (pid) => {
    process.kill(pid, 'SIGSTOP');
    await sleep(stoppedMs);
    process.kill(pid, 'SIGCONT');
  });
  assert.ok(stopped.stillNs >= (stoppedMs - 45) * 1e6, String(stopped.stillNs));
  assert.ok(stopped.longestStillNs <= stopped.stillNs && stopped.longestStillNs > 0);
});

test('what the system tells is there, in one window after the other', () => {
  const watch = new InterferenceWatch();
  watch.begin();
  const { interference: seen } = watch.end();
  assert.is(seen.cpus !== null, linux);
  assert.is(seen.foreignCpuNs !== null, existsSync('/proc/stat'));
  assert.is(seen.mainWaitNs !== null, existsSync('/proc/self/schedstat'));
  for (const value of Object.values(seen)) assert.ok(typeof value !== 'number' || value >= 0);
});

test('a process that has to share its CPU waits for it, and others have it', async () => {
  if (!linux || !hasTaskset()) {
    console.log('\nSKIPPED: sharing a CPU: there is no taskset');
    return;
  }
  const cpu = execFileSync('taskset', ['-c', '-p', String(process.pid)], { encoding: 'utf8' });
  const first = /: (\d+)/.exec(cpu)?.[1] ?? '0';
  const loop = spawn('taskset', ['-c', first, process.execPath, '--eval', 'for (;;);']);
  try {
    const seen = await watched(async (pid) => {
      execFileSync('taskset', ['-a', '-c', '-p', first, String(pid)]);
      await sleep(200);
    });
    assert.is(seen.cpus, first);
    assert.ok((seen.foreignCpuNs ?? 0) > 50e6, String(seen.foreignCpuNs));
  } finally {
    loop.kill('SIGKILL');
  }
});

function hasTaskset(): boolean {
  try {
    execFileSync('taskset', ['--version']);
    return true;
  } catch {
    return false;
  }
}

test.run();
