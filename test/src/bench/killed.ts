import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fixture } from '../e2e/bad-luck-study.js';
import { type Cli, entriesBelow, withCli } from '../e2e/cli.js';
import { parseTrial, storedRuns, trialLines, trialName } from '../e2e/run-results.js';
import { numberArgument } from './tools/arguments.js';

/**
 * Ends coordinators at random moments, over resumptions, with every collector that works here, with `--against`, and with peers that
 * notice nothing any more; counts what is lost or doubled, and what is there 2 s later: processes, temporary files, perf maps. Goals: none of
 * 300 SIGKILL and 60 SIGHUP. Numbers of each may be given: `npm run bench killed 30 6`.
 */
const counts = { SIGKILL: numberArgument(0, 300), SIGHUP: numberArgument(1, 60) };
const leftAfterMs = 2000;
const collectors = [
  'perf-stat',
  'perf-trace',
  'flamegraph',
  'ebpf',
  'cpu-profile',
  'runtime',
  'samples',
  'system',
  'usage',
];
const brief = {
  duration: '200ms',
  warmup: { min: '50ms', max: '100ms' },
  repetitions: 50,
  link: ['tcp', 'unix'],
};
const ways: readonly { name: string; config: object; args: readonly string[]; longestMs: number }[] = [
  { name: 'resumed', config: { ...brief, transport: ['tcp', 'rest', 'grpc'] }, args: [], longestMs: 6000 },
  { name: 'all collectors', config: { ...brief, transport: 'tcp', collectors }, args: [], longestMs: 15_000 },
  {
    name: 'against',
    config: { ...brief, transport: 'tcp' },
    args: ['--against', 'other.json'],
    longestMs: 6000,
  },
  {
    name: 'endless loop',
    config: {
      ...brief,
      transport: 'blocks',
      link: 'unix',
      callTimeout: '2m',
      plugins: ['clients', 'detaches'].map((file) => fixture(`bad-luck/${file}.mjs`)),
    },
    args: [],
    longestMs: 6000,
  },
];
const wrong = { lost: 0, doubled: 0, processes: 0, temporary: 0, maps: 0, 'not killed': 0 };
const maps = (): readonly string[] => readdirSync('/tmp').filter((name) => /^perf-\d+\.map$/.test(name));

async function endOnce(
  cli: Cli,
  args: readonly string[],
  afterMs: number,
  signal: NodeJS.Signals,
): Promise<void> {
  const before = new Map(storedRuns(cli.folder).map((id) => [id, trialLines(cli.folder, id)]));
  const started = cli.start('run', ...args);
  await sleep(afterMs);
  const pids = cli.running().map(({ pid }) => pid);
  started.process.kill(signal);
  if ((await started.finished).signal !== signal) wrong['not killed'] += 1;
  await sleep(leftAfterMs);
  const left = cli.running();
  const files = entriesBelow(cli.temporary);
  wrong.processes += left.length;
  wrong.temporary += files.length;
  wrong.maps += maps().filter((name) => pids.some((pid) => name === `perf-${String(pid)}.map`)).length;
  for (const { command } of left) console.log(`  left: ${command}`);
  for (const file of files) console.log(`  left: ${join(cli.temporary, file)}`);
  for (const id of storedRuns(cli.folder)) {
    const lines = trialLines(cli.folder, id);
    const kept = before.get(id) ?? [];
    wrong.lost += kept.filter((line, index) => lines[index] !== line).length;
    const names = lines.map((line) => trialName(parseTrial(line)));
    wrong.doubled += names.length - new Set(names).size;
  }
}

let ended = 0;
for (const [index, { name, config, args, longestMs }] of ways.entries()) {
  const other = { ...config, size: '4KiB' };
  const files = { 'wiretax.config.json': JSON.stringify(config), 'other.json': JSON.stringify(other) };
  await withCli(files, async (cli) => {
    for (const signal of ['SIGKILL', 'SIGHUP'] as const) {
      const share = Math.floor((counts[signal] + index) / ways.length);
      for (let time = 0; time < share; time += 1) {
        const runs = storedRuns(cli.folder);
        const resumes = args.length === 0 && time % 5 > 0 && runs.length > 0;
        await endOnce(
          cli,
          resumes ? ['--resume', 'last', '--allow-changed-machine', ...allowed(config)] : args,
          Math.random() * longestMs,
          signal,
        );
        ended += 1;
      }
    }
  });
  console.log(`${name.padEnd(16)} ${String(ended).padStart(4)} ended so far: ${JSON.stringify(wrong)}`);
}
if (Object.values(wrong).some((count) => count > 0)) process.exitCode = 1;

/** Plugins by path need leave when a run is resumed. */
function allowed(config: object): readonly string[] {
  const { plugins = [] } = config as { readonly plugins?: readonly string[] };
  return plugins.flatMap((plugin) => ['--allow-plugin', plugin]);
}
