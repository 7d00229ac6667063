import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Kernel, run, type RunObserver } from '@wiretax/core/runtime';
import type { Endpoint, TrialContext } from '@wiretax/core';
import { describeRatios, median, numberOption } from './ratios.js';
import { experimentOf, kernel } from './stack.js';

/**
 * Calls per second and P50 through the harness over those of a bare loop on the same library. Both sides use
 * the same server process in the same trial: the bare client runs against it, pinned as the client peer was,
 * right before or right after the harness's own window, in turn.
 */
const pairs = numberOption('pairs', 7);
const durationMs = numberOption('duration', 1000);
const warmupMs = numberOption('warmup', 3000);
const bareClient = fileURLToPath(new URL('bare-client.js', import.meta.url));
const quiet: RunObserver = {
  started: () => undefined,
  trialStarted: () => undefined,
  progress: () => undefined,
  trialFinished: () => undefined,
};

interface Figures {
  readonly throughput: number;
  readonly p50Ns: number;
}

async function bare(
  bench: Kernel,
  transport: string,
  endpoint: Endpoint,
  cpus: string,
  bytes: number,
  clients: number,
): Promise<Figures> {
  const job = JSON.stringify({ transport, endpoint, bytes, clients, warmupMs, durationMs });
  const { stdout, stderr, code } = await bench.host.run('taskset', [
    '-c',
    cpus,
    process.execPath,
    bareClient,
    job,
  ]);
  if (code !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Figures;
}

/** The CPUs that a process may run on, as a kernel list. */
async function affinity(bench: Kernel, pid: number): Promise<string> {
  const status = await bench.host.files.read(`/proc/${String(pid)}/status`);
  return /^Cpus_allowed_list:\s*(\S+)$/m.exec(status)?.[1] ?? '0';
}

async function pair(
  transport: string,
  bytes: number,
  clients: number,
  bareFirst: boolean,
): Promise<{ bare: Figures; harness: Figures }> {
  let figures: Figures | undefined;
  const bench = await kernel({}, (taps) => {
    const measureBare = async ({ peers, endpoint }: TrialContext): Promise<void> => {
      const client = peers().find(({ role }) => role === 'client');
      const at = endpoint();
      if (client === undefined || at === undefined) throw new Error('the trial has no peers');
      figures = await bare(bench, transport, at, await affinity(bench, client.pid), bytes, clients);
    };
    taps.warmup.tapPromise({ name: 'bare loop first', stage: -1 }, (context) =>
      bareFirst ? measureBare(context) : Promise.resolve(),
    );
    taps.profile.tapPromise('bare loop after', (context) =>
      bareFirst ? Promise.resolve() : measureBare(context),
    );
  });
  const out = mkdtempSync(join(tmpdir(), 'wiretax-bench-'));
  const outcome = await run({
    kernel: bench,
    experiment: experimentOf(transport, bytes, clients, {
      stop: { durationMs },
      warmup: { minMs: warmupMs, maxMs: warmupMs, minCalls: 0 },
    }),
    out,
    wiretax: 'bench',
    command: [],
    signal: new AbortController().signal,
    observer: quiet,
  });
  rmSync(out, { recursive: true });
  const [trial] = outcome.results.trials;
  if (trial?.measured === undefined || figures === undefined) {
    throw new Error(trial?.error?.message ?? trial?.problems.join('; ') ?? 'no trial');
  }
  return {
    bare: figures,
    harness: { throughput: trial.measured.throughput, p50Ns: trial.measured.response.p50 ?? Number.NaN },
  };
}

console.log(
  `harness over bare loop, ${String(pairs)} pairs of ${String(durationMs)} ms; goal: throughput at least 0.97, P50 within 3 %`,
);
console.log(
  'cell             bare calls/s  harness calls/s  ratio (lowest to highest)     bare P50   harness P50  ratio',
);
for (const transport of ['tcp', 'rest', 'grpc']) {
  for (const bytes of [64, 65_536]) {
    for (const clients of [1, 50]) {
      const results: Awaited<ReturnType<typeof pair>>[] = [];
      for (let index = 0; index < pairs; index += 1)
        results.push(await pair(transport, bytes, clients, index % 2 === 0));
      const of = (pick: (figures: Awaited<ReturnType<typeof pair>>) => number): number =>
        median(results.map(pick));
      const cell = `${transport}.${bytes === 64 ? '64B' : '64KiB'}.c${String(clients)}`;
      const throughput = describeRatios(
        results.map((result) => result.harness.throughput / result.bare.throughput),
      );
      const p50 = describeRatios(results.map((result) => result.harness.p50Ns / result.bare.p50Ns));
      console.log(
        [
          cell.padEnd(16),
          of(({ bare: side }) => side.throughput)
            .toFixed(0)
            .padStart(13),
          of(({ harness }) => harness.throughput)
            .toFixed(0)
            .padStart(16),
          `  ${throughput}`.padEnd(30),
          `${(of(({ bare: side }) => side.p50Ns) / 1000).toFixed(1)} µs`.padStart(10),
          `${(of(({ harness }) => harness.p50Ns) / 1000).toFixed(1)} µs`.padStart(12),
          ` ${p50}`,
        ].join(' '),
      );
    }
  }
}
