import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Manifest } from '../../contract/manifest.js';
import { fakeHost } from '../../testing/fake-host.js';
import { storedRun } from '../../testing/stored-run.js';
import { earlierRun } from './earlier-run.js';
import { readResults } from './read.js';

interface Kept {
  readonly id: string;
  readonly name?: string;
  readonly changes?: Readonly<Record<string, string>>;
}

/** Runs of the same cells in one folder. */
function filesOf(runs: readonly Kept[]): Readonly<Record<string, string>> {
  const stored = storedRun();
  const manifest = JSON.parse(stored['manifest.json'] ?? '') as Manifest;
  const files = runs.flatMap(({ id, name = 'study', changes = {} }, index) => {
    const startedAt = `2026-01-0${String(index + 1)}T00:00:00.000Z`;
    const own = { ...manifest, id, startedAt, experiment: { ...manifest.experiment, name } };
    const all = { ...stored, 'manifest.json': JSON.stringify(own), ...changes };
    return Object.entries(all).map(([file, text]) => [`runs/${id}/${file}`, text] as const);
  });
  return Object.fromEntries(files);
}

async function earlierOf(runs: readonly Kept[]): Promise<string | undefined> {
  const host = fakeHost({ files: filesOf(runs) });
  const last = await readResults(host, `runs/${runs.at(-1)?.id ?? ''}`);
  return (await earlierRun(host, last))?.manifest.id;
}

test('the newest before it that has its name', async () => {
  const runs = [{ id: '1-study' }, { id: '2-study' }, { id: '3-other', name: 'other' }, { id: '4-study' }];
  assert.is(await earlierOf(runs), '2-study');
  assert.is(await earlierOf(runs.slice(0, 1)), undefined);
  assert.is(await earlierOf(runs.slice(2)), undefined);
});

test('one that is damaged, or has no finished launch, is passed over', async () => {
  const torn = { id: '2-study', changes: { 'manifest.json': '{' } };
  const empty = { id: '3-study', changes: { 'trials.jsonl': '' } };
  assert.is(await earlierOf([{ id: '1-study' }, torn, empty, { id: '4-study' }]), '1-study');
  assert.is(await earlierOf([torn, { id: '4-study' }]), undefined);
});

test.run();
