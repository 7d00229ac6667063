import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import type { Results, Row } from '@wiretax/core';
import { anotherState, compareStates, type Reading, readingsOf, stateRatios } from '@wiretax/statistics';
import { correlate } from './tools/correlation.js';
import { hasOption, numberOption } from './tools/arguments.js';
import { median } from './tools/ratios.js';
import { experimentOf, kernel, runOnce } from './tools/stack.js';

/**
 * Whether the yardstick's wake-ups predict P50 with one client: short trials of tcp, 64 B, in states of the machine that take turns; and how
 * often launches of one state are told apart. With `--polling`, as root on a virtual machine, also a state in which idle CPUs poll: a
 * setting of the whole machine, which is set back.
 */
const rounds = numberOption('rounds', 3);
const launches = numberOption('launches', 6);
const pollingFile = '/sys/module/haltpoll/parameters/guest_halt_poll_ns';

interface State {
  readonly name: string;
  readonly placement: Row['cell']['placement'];
  /** Brings the machine into the state; what is returned brings it back. */
  readonly plant: (cpus: readonly string[]) => () => void;
}

const states: readonly State[] = [
  { name: 'as it is', placement: 'split', plant: () => () => undefined },
  { name: 'CPUs kept awake', placement: 'split', plant: keepAwake },
  ...(hasOption('polling') ? [{ name: 'idle CPUs poll', placement: 'split', plant: poll } as const] : []),
  { name: 'one CPU', placement: 'shared', plant: () => () => undefined },
];

/** Of a launch; for loops to end by themselves when nobody ends them. */
const mostSeconds = 30;

/** Loops of the lowest priority: the CPUs never idle, and the peers hardly wait for them. */
function keepAwake(cpus: readonly string[]): () => void {
  const loops = cpus.map((cpu) =>
    spawn('timeout', [
      String(launches * mostSeconds),
      ...['taskset', '-c', cpu, 'nice', '-n', '19', process.execPath, '-e', 'for (;;);'],
    ]),
  );
  return () => {
    for (const loop of loops) loop.kill();
  };
}

function poll(): () => void {
  const before = readFileSync(pollingFile, 'utf8');
  const restore = (): void => {
    writeFileSync(pollingFile, before);
  };
  process.once('exit', restore);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  writeFileSync(pollingFile, '200000');
  return restore;
}

const bench = await kernel();
async function measure(placement: State['placement'], seed: number): Promise<Results> {
  const plan = experimentOf('tcp', 64, 1, {
    repetitions: launches,
    seed,
    stop: { durationMs: 400 },
    warmup: { minMs: 500, maxMs: 500, minCalls: 0 },
  });
  const experiment = { ...plan, axes: { ...plan.axes, placement: [placement] } };
  return runOnce(bench, experiment, (results) => results);
}

interface Pair {
  readonly state: string;
  readonly wakeNs: number;
  readonly p50Ns: number;
  readonly reading: Reading;
}

const pairs: Pair[] = [];
let cpus: readonly string[] = ['0', '1'];
for (let round = 1; round <= rounds; round += 1) {
  for (const { name, placement, plant } of states) {
    const restore = plant(cpus);
    try {
      const { rows, trials } = await measure(placement, round);
      for (const reading of readingsOf(rows)) {
        const { wakeNs, peers } = reading.yardstick;
        const p50Ns = trials.find(({ trial }) => trial === reading.trial)?.measured?.response.p50 ?? null;
        if (wakeNs === null || p50Ns === null) throw new Error('a trial has no wake-ups, or no P50');
        if (placement === 'split') cpus = [peers['client']?.cpus ?? '0', peers['server']?.cpus ?? '1'];
        pairs.push({ state: name, wakeNs, p50Ns, reading });
      }
    } finally {
      restore();
    }
  }
}

const micros = (ns: number): string => (ns / 1000).toFixed(1);
console.log('state              wake-ups µs   P50 µs');
for (const { state, wakeNs, p50Ns } of pairs) {
  console.log(`${state.padEnd(18)} ${micros(wakeNs).padStart(11)}  ${micros(p50Ns).padStart(7)}`);
}
const ofState = (name: string): readonly Pair[] => pairs.filter(({ state }) => state === name);
console.log('\nmedians');
for (const { name } of states) {
  const own = ofState(name);
  const [wakeNs, p50Ns] = [median(own.map((pair) => pair.wakeNs)), median(own.map((pair) => pair.p50Ns))];
  console.log(`${name.padEnd(18)} ${micros(wakeNs).padStart(11)}  ${micros(p50Ns).padStart(7)}`);
}

console.log('\nwake-ups and P50 of the same trial, logarithms');
for (const name of ['all', 'split', ...states.map((state) => state.name)]) {
  const own = pairs.filter(
    ({ state, reading }) => name === 'all' || name === state || name === reading.cell.placement,
  );
  const { spearman, pearson, slope } = correlate(
    own.map(({ wakeNs }) => wakeNs),
    own.map(({ p50Ns }) => p50Ns),
  );
  console.log(
    `${name.padEnd(18)} ${String(own.length).padStart(4)} trials: Spearman ${spearman.toFixed(2)}, Pearson ${pearson.toFixed(2)}, slope ${slope.toFixed(2)}`,
  );
}

const usual = ofState('as it is').map(({ reading }) => reading);
console.log('\nagainst the machine as it is');
for (const { name, placement } of states.slice(1)) {
  if (placement !== 'split') continue;
  const compared = compareStates(
    usual,
    ofState(name).map(({ reading }) => reading),
  );
  console.log(`${name}: ${anotherState(compared, 'as it is', 'then') || 'the same state'}`);
}

console.log(
  '\none state, the machine as it is: launches in turn given to two sides; goal: at most 2 % told apart',
);
for (const size of [3, 5, 10]) {
  const windows = Array.from({ length: Math.max(0, usual.length - 2 * size + 1) }, (_, start) =>
    usual.slice(start, start + 2 * size),
  );
  const told = windows.filter((window) => {
    const side = (which: number): readonly Reading[] => window.filter((_, index) => index % 2 === which);
    return compareStates(side(0), side(1)).some(({ another }) => another === true);
  });
  console.log(
    `${String(size).padStart(3)} launches a side: ${String(told.length)} of ${String(windows.length)}`,
  );
}
const side = (which: number): readonly Reading[] => usual.filter((_, index) => index % 2 === which);
console.log(`all of them: ${stateRatios(compareStates(side(0), side(1)))}`);
