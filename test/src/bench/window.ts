import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Timeline } from '@wiretax/core';
import type { Kernel } from '@wiretax/core/run';
import { numberOption, textOption } from './tools/arguments.js';
import { experimentOf, kernel as kernelOf, runOnce } from './tools/stack.js';

/**
 * Whether measured windows start warm: the calls in each tenth of a window over those of its last 40 %, and the whole
 * window over its last 40 %. Geometric means over launches, with ± 2 standard errors, of the warm-up that presets have.
 * Goals: first tenth at least 0.95, whole at least 0.98.
 *
 * `node window.js [--rounds 5] [--window 1000] [--only tcp] [--clients 1,10,50] [--min 200] [--settle 1000]`
 */
const rounds = numberOption('rounds', 5);
const windowMs = numberOption('window', 1000);
const only = textOption('only', '');
const clientCounts = textOption('clients', '1,10,50').split(',').map(Number);
/** What presets have; `quick` ends 2 s earlier at the latest. */
const warmup = {
  minMs: numberOption('min', 200),
  maxMs: 8000,
  minCalls: 5000,
  settleMs: numberOption('settle', 1000),
};
const parts = 10;

interface Shape {
  /** Each tenth over the last 40 %. */
  readonly tenths: readonly number[];
  readonly whole: number;
  readonly verdicts: string;
}

/** Calls per tenth; a slice counts for the tenths that it lies in by its length in each. */
function tenthsOf({ calls, sliceNs }: Timeline): number[] {
  const tenths = new Array<number>(parts).fill(0);
  const tenthNs = (windowMs * 1e6) / parts;
  calls.forEach((count, index) => {
    let atNs = index * sliceNs;
    const endNs = atNs + sliceNs;
    while (atNs < endNs) {
      const tenth = Math.floor(atNs / tenthNs);
      const untilNs = Math.min(endNs, (tenth + 1) * tenthNs);
      if (tenth < parts) tenths[tenth] = (tenths[tenth] ?? 0) + (count * (untilNs - atNs)) / sliceNs;
      atNs = untilNs;
    }
  });
  return tenths;
}

async function shapeOf(kernel: Kernel, transport: string, clients: number): Promise<Shape> {
  const experiment = experimentOf(transport, 64, clients, { stop: { durationMs: windowMs }, warmup });
  return runOnce(kernel, experiment, ({ directory, trials: [trial] }) => {
    if (trial?.measured === undefined) throw new Error(trial?.error?.message ?? 'no trial');
    const path = join(directory, 'trials', trial.cell, String(trial.trial), 'timeline.json');
    const tenths = tenthsOf(JSON.parse(readFileSync(path, 'utf8')) as Timeline);
    const settled = tenths.slice(6).reduce((sum, calls) => sum + calls, 0) / 4;
    const whole = tenths.reduce((sum, calls) => sum + calls, 0) / parts;
    return {
      tenths: tenths.map((calls) => calls / settled),
      whole: whole / settled,
      verdicts: trial.verdicts.join(' '),
    };
  });
}

/** The geometric mean, and two standard errors of it. */
function centre(values: readonly number[]): { readonly mean: number; readonly error: number } {
  const logs = values.map((value) => Math.log(value));
  const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length;
  const variance = logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) / (logs.length - 1);
  return { mean: Math.exp(mean), error: Math.exp(mean) * 2 * Math.sqrt(variance / logs.length) };
}

console.log(
  `tenths of a window of ${String(windowMs)} ms over its last 40 %, geometric means of ${String(rounds)} launches ± 2 standard errors`,
);
console.log('goal: first tenth at least 0.95, whole at least 0.98');
const bench = await kernelOf();
for (const transport of ['tcp', 'rest', 'grpc', 'null'].filter((name) => name.includes(only))) {
  for (const clients of clientCounts) {
    const shapes: Shape[] = [];
    for (let round = 0; round < rounds; round += 1) shapes.push(await shapeOf(bench, transport, clients));
    const tenths = Array.from({ length: parts }, (_, tenth) =>
      centre(shapes.map((shape) => shape.tenths[tenth] ?? NaN)).mean.toFixed(2),
    );
    const first = centre(shapes.map(({ tenths: [tenth = NaN] }) => tenth));
    const whole = centre(shapes.map((shape) => shape.whole));
    const unsteady = shapes.filter(({ verdicts }) => verdicts.includes('unsteady')).length;
    const name = `${transport}.64B.c${String(clients)}`.padEnd(14);
    const errors = `first tenth ±${first.error.toFixed(2)}  whole ${whole.mean.toFixed(3)} ±${whole.error.toFixed(3)}`;
    console.log(`${name} ${tenths.join(' ')}  ${errors}  unsteady ${String(unsteady)}`);
  }
}
process.exit();
