import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Results } from '@wiretax/core';
import { root } from '../test-files.js';
import { textArgument } from './tools/arguments.js';

/** Share of a preset's wall time that is spent in warmup and measure. Goal for `quick`: at least 70 %. */
const preset = textArgument(0, 'quick');
const out = mkdtempSync(join(tmpdir(), 'wiretax-bench-'));
const startMs = performance.now();
const { stdout, stderr, status } = spawnSync(
  process.execPath,
  [join(root, 'bin', 'run.js'), 'run', preset, '--json', '--quiet', '--out', out],
  { encoding: 'utf8', maxBuffer: 2 ** 28 },
);
const wallMs = performance.now() - startMs;
rmSync(out, { recursive: true, force: true });
if (status !== 0) throw new Error(stderr);
const { trials } = JSON.parse(stdout) as Results;
const phases = ['setup', 'pin', 'warmup', 'measure', 'profile', 'teardown'] as const;
const spentMs = (phase: (typeof phases)[number]): number =>
  trials.reduce((sum, { phasesNs }) => sum + (phasesNs[phase] ?? 0) / 1e6, 0);
console.log(`${preset}: ${String(trials.length)} trials in ${(wallMs / 1000).toFixed(1)} s of wall time`);
for (const phase of phases) {
  const ms = spentMs(phase);
  console.log(
    `${phase.padEnd(9)} ${(ms / 1000).toFixed(1).padStart(6)} s  ${((ms / wallMs) * 100).toFixed(1).padStart(5)} %`,
  );
}
const useful = ((spentMs('warmup') + spentMs('measure')) / wallMs) * 100;
console.log(`warmup and measure: ${useful.toFixed(1)} % of the wall time; goal: at least 70 %`);
