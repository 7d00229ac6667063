import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { numberArgument, textArgument } from './tools/arguments.js';
import { askGate, type GateTold, toldLine } from './tools/gate.js';

/**
 * A/A through the gate: one study against itself, again and again, with short trials and a look after each block. Goal: of 100 gates at
 * most 5 % say slower. As both sides are the same, those that would say so with the sides exchanged are counted as well. The number of gates
 * may be given, the seconds that each may take, and the figure.
 */
const gates = numberArgument(0, 100);
const seconds = numberArgument(1, 20);
const figure = textArgument(2, 'p50');
const study = {
  name: 'gate-aa',
  transport: ['rest'],
  size: ['64B'],
  concurrency: [1],
  duration: '200ms',
  warmup: { min: '100ms', max: '300ms', calls: 500, settle: '50ms' },
  collectors: [],
  ceiling: false,
};

const folder = mkdtempSync(join(tmpdir(), 'wiretax-bench-'));
try {
  const told: GateTold[] = [];
  for (let gate = 1; gate <= gates; gate += 1) {
    const config = join(folder, 'aa.json');
    writeFileSync(config, JSON.stringify({ ...study, seed: gate }));
    const args = ['--figure', figure, '--base', config, '--head', config, '--budget', `${String(seconds)}s`];
    const each = askGate(folder, join(folder, 'results'), args);
    rmSync(join(folder, 'results'), { recursive: true });
    told.push(each);
    console.log(`${String(gate).padStart(3)}: ${toldLine(each)}`);
  }
  const count = (outcome: string): number => told.filter((each) => each.outcome === outcome).length;
  const exchanged = told.filter(({ answers: [answer], margin }) => {
    const { ratio, interval } = answer ?? { ratio: 1, interval: null };
    return ratio !== null && ratio < 1 / (1 + margin) && interval !== null && interval.high < 1;
  }).length;
  console.log(
    `of ${String(gates)} gates ${String(count('slower'))} slower (goal: at most ${String(gates * 0.05)}), ` +
      `${String(count('not-slower'))} not slower, ${String(count('unknown'))} not known; with the sides exchanged ${String(exchanged)} slower`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
