import { strict as assert } from 'node:assert';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Case } from '../cases.js';
import { type CollectorSubject, eventually, gather, rejectionOf, type Scene } from './scene.js';
import { toolCase } from './tool-cases.js';

/** What is left when a collector is done or was interrupted: nothing but its evidence. */
export function leftoverCases(subject: CollectorSubject): readonly Case[] {
  return [
    toolCase(subject, 'writes nothing outside of its directory', async (scene) => {
      const elsewhere = join(scene.folder, 'elsewhere');
      await mkdir(elsewhere);
      await inFolder(elsewhere, () => gather(scene));
      assert.deepEqual(
        await readdir(elsewhere),
        [],
        'files must go into the target’s directory, not the current one',
      );
      assert.deepEqual(
        (await readdir(scene.folder)).sort(),
        ['elsewhere', 'target-1'],
        'files must go into the target’s directory, not beside it',
      );
    }),
    toolCase(subject, 'leaves no process and no handle behind', async (scene) => {
      const { target, watched } = await scene.target();
      const before = handles();
      const attachment = await scene.collector.attach(target);
      await watched.work();
      await attachment.detach();
      await eventually(scene, () => stillRunning(scene) ?? moreThan(before));
    }),
    toolCase(subject, 'ends with its signal', async (scene) => {
      const controller = new AbortController();
      const { target, watched } = await scene.target({ signal: controller.signal });
      const before = handles();
      const attachment = await scene.collector.attach(target);
      await watched.work();
      controller.abort(new Error('the run was interrupted'));
      await eventually(scene, () => stillRunning(scene));
      await rejectionOf(attachment.detach());
      await eventually(scene, () => moreThan(before));
    }),
  ];
}

function stillRunning(scene: Scene): string | undefined {
  const [command] = scene.running();
  return command === undefined ? undefined : `what the collector started must not stay: ${command}`;
}

/** What keeps this process alive, by kind. */
function handles(): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const kind of process.getActiveResourcesInfo()) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}

function moreThan(before: ReadonlyMap<string, number>): string | undefined {
  const more = [...handles()].filter(([kind, count]) => count > (before.get(kind) ?? 0));
  const kinds = more.map(([kind]) => kind).join(', ');
  return kinds === '' ? undefined : `detach must release what the collector holds: ${kinds}`;
}

/** Does the work in another current directory, where there may be such a change: worker threads have none. */
async function inFolder(folder: string, work: () => Promise<unknown>): Promise<void> {
  const home = process.cwd();
  try {
    process.chdir(folder);
  } catch {
    // The case looks at the target's folder only.
  }
  try {
    await work();
  } finally {
    if (process.cwd() !== home) process.chdir(home);
  }
}
