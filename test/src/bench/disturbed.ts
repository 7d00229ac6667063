import type { TrialRecord } from '@wiretax/core';
import { withCli } from '../e2e/cli.js';
import { type Planted, plantedDisturbances } from '../e2e/planted-disturbances.js';
import { documentOf } from '../e2e/run-results.js';
import { numberArgument } from './tools/arguments.js';

/**
 * How often launches are called disturbed: where nothing is planted, and with each of the disturbances that can be planted here. Goals: at
 * most 2 % of 200 quiet launches, at least 95 % of those that were disturbed. It wants a machine that does nothing else; what an unquiet one
 * did is said. Launches of each kind may be given: `npm run bench disturbed 20 200` for 20 with each disturbance and 200 without.
 */
const [launches, quietLaunches] = [numberArgument(0, 18), numberArgument(1, 198)];
const transports = ['tcp', 'rest', 'grpc'];
const study = {
  size: ['64B', '64KiB'],
  concurrency: [1, 10, 50],
  duration: '300ms',
  warmup: { min: '100ms', max: '400ms', settle: '200ms' },
  repetitions: 1,
  ceiling: false,
  collectors: [],
};
const nothing: Pick<Planted, 'name' | 'config' | 'start'> = {
  name: 'quiet',
  config: {},
  start: (cli, ...args) => cli.start(...args),
};

/** In pieces of one launch of each cell of one transport, so that a command stays short. */
async function measure({ name, config, start }: typeof nothing, wanted: number): Promise<void> {
  const trials: TrialRecord[] = [];
  await withCli({ 'wiretax.config.json': JSON.stringify({ ...study, ...config }) }, async (cli) => {
    for (let seed = 1; trials.length < wanted; seed += 1) {
      for (const transport of transports) {
        const args = ['run', '--json', '--quiet', '--transport', transport, '--seed', String(seed)];
        const finished = await start(cli, ...args).finished;
        if (finished.code !== 0) throw new Error(finished.stderr);
        trials.push(...documentOf(finished).trials);
      }
    }
  });
  const disturbed = trials.filter(({ verdicts }) => verdicts.includes('disturbed'));
  const share = ((100 * disturbed.length) / trials.length).toFixed(1);
  console.log(
    `${name.padEnd(32)} ${String(disturbed.length).padStart(4)} of ${String(trials.length)}  ${share} %`,
  );
  const odd = name === nothing.name ? disturbed : trials.filter((trial) => !disturbed.includes(trial));
  for (const { cell, reasons, measured } of odd) {
    console.log(`  ${cell}: ${reasons[0] ?? JSON.stringify(measured?.peers)}`);
  }
}

await measure(nothing, quietLaunches);
for (const each of plantedDisturbances()) {
  if (each.missing === undefined) await measure(each, launches);
  else console.log(`${each.name.padEnd(32)} skipped: ${each.missing}`);
}
