import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { nodeHost } from './node-host.js';
import { processesOf } from './node-processes.js';

const host = nodeHost();
const modules = ['node-host', 'node-warden'].map((name) => new URL(`./${name}.js`, import.meta.url).href);

/** What a coordinator starts that is killed right after. */
async function leftBy(script: string): Promise<number> {
  const code = `
    const [{ nodeHost }, { startWarden }] = await Promise.all(${JSON.stringify(modules)}.map((m) => import(m)));
    startWarden(() => undefined);
    const child = nodeHost().spawn('sh', ['-c', ${JSON.stringify(script)}]);
    child.onStdout(() => console.log(child.pid));`;
  const coordinator = host.spawn(process.execPath, ['--input-type=module', '-e', code]);
  const pid = await new Promise<string>((resolve) => {
    coordinator.onStdout(resolve);
  });
  assert.ok(processesOf(Number(pid)).length > 0);
  process.kill(coordinator.pid, 'SIGKILL');
  await coordinator.exited;
  return Number(pid);
}

if (existsSync('/proc/self')) {
  for (const script of [
    'echo; exec env -i sleep 1000',
    'env -i sleep 1000 & echo; exec env -i sleep 1000',
    // Its leader has gone before anybody looks.
    'env -i sleep 1000 & echo; exit',
  ]) {
    test(`a warden ends what bears no mark: ${script}`, async () => {
      const leader = await leftBy(script);
      while (processesOf(leader).length > 0) await sleep(5);
    });
  }
}

test.run();
