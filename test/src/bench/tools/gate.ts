import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TrialRecord } from '@wiretax/core';
import { root } from '../../test-files.js';

/** What `wiretax gate --format json` prints. */
export interface GateTold {
  readonly outcome: 'slower' | 'not-slower' | 'unknown';
  readonly margin: number;
  readonly disturbed: { readonly launches: number; readonly of: number };
  readonly answers: readonly {
    readonly ratio: number | null;
    readonly interval: { readonly low: number; readonly high: number } | null;
    readonly launches: readonly [number, number] | null;
  }[];
  readonly power: { readonly seenIn80: number | null; readonly seenIn95: number | null } | null;
  /** How long all of it took. */
  readonly seconds: number;
}

/** Asks a gate in a folder. Throws where it doesn't answer. */
export function askGate(folder: string, out: string, args: readonly string[]): GateTold {
  const began = performance.now();
  const command = [join(root, 'bin', 'run.js'), 'gate', ...args, '--format', 'json', '--quiet', '--out', out];
  const { stdout, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8', cwd: folder });
  if (stdout === '') throw new Error(stderr);
  return {
    ...(JSON.parse(stdout) as Omit<GateTold, 'seconds'>),
    seconds: (performance.now() - began) / 1000,
  };
}

/** The median of the P50 of all trials below a folder of results, ns. */
export function medianP50(out: string): number {
  const runs = readdirSync(join(out, 'runs'));
  const lines = runs.flatMap((run) =>
    readFileSync(join(out, 'runs', run, 'trials.jsonl'), 'utf8')
      .trim()
      .split('\n'),
  );
  const values = lines.flatMap((line) => (JSON.parse(line) as TrialRecord).measured?.response.p50 ?? []);
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

export function toldLine({ outcome, answers: [answer], power, seconds, disturbed }: GateTold): string {
  const percent = (ratio: number | null | undefined): string =>
    ratio === null || ratio === undefined ? 'none' : `${((ratio - 1) * 100).toFixed(1)} %`;
  const { ratio, interval, launches } = answer ?? { ratio: null, interval: null, launches: null };
  const seen = [power?.seenIn80, power?.seenIn95].map((share) =>
    percent(share === null || share === undefined ? null : 1 + share),
  );
  return (
    `${outcome.padEnd(10)} ${percent(ratio)} (${percent(interval?.low)} to ${percent(interval?.high)}), ` +
    `${String(launches?.[0] ?? 0)} blocks, ${seconds.toFixed(0)} s, ${String(disturbed.launches)} of ${String(disturbed.of)} disturbed; ` +
    `simulated: ${seen.join(' seen in 80 %, ')} in 95 %`
  );
}
