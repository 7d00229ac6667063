import { fileURLToPath } from 'node:url';
import type { Bench, Child, Collector, Host, Measured, TrialContext } from '@wiretax/core';
import { numberOption, textOption } from './tools/arguments.js';
import { describeRatios, median } from './tools/ratios.js';
import { experimentOf, kernel, runOnce, use } from './tools/stack.js';

/**
 * Calls per second and P50 through the harness over those of a bare loop on the same library. Both run in
 * turn against one server process, window by window, each in a process of its own on the same CPUs: the
 * windows of the harness are profile passes of heavy collectors that collect nothing, and the bare loop has
 * its window when such a collector is detached.
 */
const pairs = numberOption('pairs', 20);
const windowMs = numberOption('window', 300);
const warmupMs = numberOption('warmup', 3000);
const only = textOption('only', '');
const bareClient = fileURLToPath(new URL('tools/bare-client.js', import.meta.url));

interface Figures {
  readonly throughput: number;
  readonly p50Ns: number;
}

/** The bare loop's process: one line in, one line out. */
class BareLoop {
  readonly #child: Child;
  #next: (line: string) => void = () => undefined;

  constructor(host: Host, cpus: string, job: object) {
    this.#child = host.spawn('taskset', ['-c', cpus, process.execPath, bareClient, JSON.stringify(job)]);
    this.#child.onStdout((text) => {
      this.#next(text);
    });
    this.#child.onStderr((text) => process.stderr.write(text));
  }

  /** What it says next. */
  answer(): Promise<string> {
    return new Promise((resolve) => {
      this.#next = resolve;
    });
  }

  async window(): Promise<Figures> {
    const answer = this.answer();
    this.#child.write(`${String(windowMs)}\n`);
    return JSON.parse(await answer) as Figures;
  }

  async stop(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#child.exited;
  }
}

/** The CPUs that a process may run on, as a kernel list. */
async function affinity(host: Host, pid: number): Promise<string> {
  const status = await host.files.read(`/proc/${String(pid)}/status`);
  return /^Cpus_allowed_list:\s*(\S+)$/m.exec(status)?.[1] ?? '0';
}

async function measure(
  transport: string,
  bytes: number,
  clients: number,
): Promise<{ bare: Figures; harness: Figures }[]> {
  const bareFigures: Figures[] = [];
  let loop: BareLoop | undefined;
  const start = async ({ peers, endpoint }: TrialContext, host: Host): Promise<void> => {
    const client = peers().find(({ half }) => half === 'client');
    if (client === undefined) throw new Error('the trial has no client');
    const job = { transport, endpoint: endpoint(), bytes, clients, warmupMs };
    loop = new BareLoop(host, await affinity(host, client.pid), job);
    await loop.answer();
  };
  const turn: Collector = {
    overhead: 'heavy',
    side: 'outside',
    probe: () => Promise.resolve({ available: true }),
    attach: ({ half }) =>
      Promise.resolve({
        detach: async () => {
          if (half === 'client' && loop !== undefined) bareFigures.push(await loop.window());
          return { metrics: [], artifacts: [], notes: [] };
        },
      }),
  };
  const names = Array.from({ length: pairs }, (_, index) => `turn-${String(index)}`);
  const bench = await kernel(({ hooks, collectors, host }: Bench) => {
    for (const name of names) collectors.add(name, turn);
    hooks.warmup.tapPromise({ name: 'bare loop', stage: 1 }, (context) => start(context, host));
    hooks.teardown.tapPromise('bare loop', async () => loop?.stop());
  });
  const experiment = experimentOf(transport, bytes, clients, {
    stop: { durationMs: windowMs },
    warmup: { minMs: warmupMs, maxMs: warmupMs, minCalls: 0 },
    collectors: names.map((name) => use(name)),
  });
  const [trial] = await runOnce(bench, experiment, ({ trials }) => trials);
  const measured: Measured | undefined = trial?.measured;
  if (trial === undefined || measured === undefined) throw new Error(trial?.error?.message ?? 'no trial');
  const windows = trial.evidence.filter(({ peer }) => peer === 'client');
  return windows.map(({ observer, error }, index) => {
    const bare = bareFigures[index];
    if (bare === undefined || typeof observer?.throughput !== 'number' || observer.p50 === null) {
      throw new Error(error ?? 'a window has no figures');
    }
    const harness = {
      throughput: measured.throughput * (1 + observer.throughput),
      p50Ns: (measured.response.p50 ?? Number.NaN) * (1 + observer.p50),
    };
    return { bare, harness };
  });
}

console.log(
  `harness over bare loop: ${String(pairs)} pairs of ${String(windowMs)} ms windows in turn, medians`,
);
console.log('goal: throughput at least 0.97, P50 within 3 %');
console.log(
  'cell            calls/s: bare  harness  ratio (lowest to highest)    P50 µs: bare  harness  ratio',
);
for (const transport of ['tcp', 'rest', 'grpc'].filter((name) => name.includes(only))) {
  for (const bytes of [64, 65_536]) {
    for (const clients of [1, 50]) {
      const results = await measure(transport, bytes, clients);
      const middle = (side: 'bare' | 'harness', figure: keyof Figures): number =>
        median(results.map((result) => result[side][figure]));
      const ratios = (figure: keyof Figures): string =>
        describeRatios(results.map(({ bare, harness }) => harness[figure] / bare[figure]));
      const cell = `${transport}.${bytes === 64 ? '64B' : '64KiB'}.c${String(clients)}`;
      const micros = (side: 'bare' | 'harness'): string => (middle(side, 'p50Ns') / 1000).toFixed(1);
      console.log(
        cell.padEnd(16) +
          middle('bare', 'throughput').toFixed(0).padStart(13) +
          middle('harness', 'throughput').toFixed(0).padStart(9) +
          `  ${ratios('throughput')}`.padEnd(29) +
          micros('bare').padStart(13) +
          micros('harness').padStart(9) +
          `  ${ratios('p50Ns')}`,
      );
    }
  }
}
