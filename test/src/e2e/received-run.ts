import {
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { Manifest, TrialRecord } from '@wiretax/core';
import * as assert from 'uvu/assert';
import { type Cli, entriesBelow, withCli } from './cli.js';
import { parseTrial, storedRuns } from './run-results.js';

/** Of a run that takes a second. */
export const shortStudy = `
transport: tcp
duration: 50ms
warmup: { min: 10ms, max: 20ms, calls: 10 }
repetitions: 2
ceiling: false
reporters: []
`;

type Changeable<T> = { -readonly [K in keyof T]: Changeable<T[K]> };

/** A run's folder as if somebody had sent it: what is in it can be anything. */
export interface ReceivedRun {
  /** Its folder in that of the command line, where it is called `received`. */
  readonly folder: string;
  readonly editManifest: (change: (manifest: Changeable<Manifest>) => void) => void;
  /** Of the first trial; the other one is missing. */
  readonly editTrial: (change: (trial: Changeable<TrialRecord>) => void) => void;
  /** Moves a file or folder out of the run and puts a link in its place. */
  readonly linkOut: (path: string) => void;
  /** Files by their paths, and what they hold, of all that is not the run's. */
  readonly outside: () => Readonly<Record<string, string>>;
}

const madeRuns = new Map<string, Promise<ReadonlyMap<string, Buffer>>>();

/** The files of a run of this study, which is made once. */
function filesOfRun(study: string): Promise<ReadonlyMap<string, Buffer>> {
  const made = madeRuns.get(study) ?? makeRun(study);
  madeRuns.set(study, made);
  return made;
}

async function makeRun(study: string): Promise<ReadonlyMap<string, Buffer>> {
  const files = new Map<string, Buffer>();
  await withCli({ 'study.yaml': study }, async (cli) => {
    const { code, stderr } = await cli.run('run', 'study.yaml', '-q');
    assert.is(code, 0, stderr);
    const [id = ''] = storedRuns(cli.folder);
    const folder = join(cli.folder, '.wiretax/runs', id);
    for (const path of entriesBelow(folder))
      if (lstatSync(join(folder, path)).isFile()) files.set(path, readFileSync(join(folder, path)));
  });
  return files;
}

export async function receiveRun(cli: Cli, study: string): Promise<ReceivedRun> {
  const folder = join(cli.folder, 'received');
  const outside = join(cli.folder, 'outside');
  for (const [path, content] of await filesOfRun(study)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  mkdirSync(join(outside, 'precious/1'), { recursive: true });
  writeFileSync(join(outside, 'precious/1/treasure'), 'treasure');
  const edit = (file: string, change: (text: string) => string): void => {
    writeFileSync(join(folder, file), change(readFileSync(join(folder, file), 'utf8')));
  };
  edit('trials.jsonl', (text) => text.slice(0, text.indexOf('\n') + 1));
  return {
    folder,
    editManifest: (change) => {
      edit('manifest.json', (text) => changed(JSON.parse(text) as Changeable<Manifest>, change));
    },
    editTrial: (change) => {
      edit('trials.jsonl', (line) => `${changed(parseTrial(line) as Changeable<TrialRecord>, change)}\n`);
    },
    linkOut: (path) => {
      const moved = join(outside, path);
      mkdirSync(dirname(moved), { recursive: true });
      renameSync(join(folder, path), moved);
      symlinkSync(moved, join(folder, path));
    },
    outside: () => filesBelow(outside),
  };
}

function changed<T>(value: T, change: (value: T) => void): string {
  change(value);
  return JSON.stringify(value);
}

function filesBelow(folder: string): Record<string, string> {
  return Object.fromEntries(
    entriesBelow(folder).map((path) => {
      const found = lstatSync(join(folder, path));
      if (found.isSymbolicLink()) return [path, readlinkSync(join(folder, path))];
      return [path, found.isFile() ? readFileSync(join(folder, path), 'latin1') : '/'];
    }),
  );
}
