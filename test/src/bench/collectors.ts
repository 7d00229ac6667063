import type { Kernel } from '@wiretax/core/run';
import { numberOption } from './tools/arguments.js';
import { describeRatios, median } from './tools/ratios.js';
import { experimentOf, kernel as kernelOf, runOnce, use } from './tools/stack.js';

/**
 * What collectors do to throughput and P50. Those of the measured window: each round runs a cell without any,
 * twice, and with them, one after the other. Those of a profile pass: the pass against the measured window of
 * the same run, and for comparison a pass with a collector that does nothing. Figures are medians of the ratios,
 * with lowest and highest. Goals: free and light ones under 2 %, perf-stat under 3 %.
 *
 * `node collectors.js [--rounds 8]`
 */
const rounds = numberOption('rounds', 8);
const cells = [
  ['tcp', 1],
  ['tcp', 10],
  ['grpc', 10],
] as const;
const nothing = 'nothing';
const inWindow = { 'none again': [], 'usage, runtime, system': ['usage', 'runtime', 'system'] } as const;
const inPass = { 'nothing, in a pass': nothing, 'perf-stat, in a pass': 'perf-stat' } as const;

interface Figures {
  readonly throughput: number;
  readonly p50Ns: number;
  /** A profile pass against the measured window. */
  readonly pass?: { readonly throughput: number; readonly p50: number };
}

async function measured(
  kernel: Kernel,
  [transport, clients]: (typeof cells)[number],
  collectors: readonly string[],
): Promise<Figures> {
  const experiment = experimentOf(transport, 64, clients, {
    collectors: collectors.map((name) => use(name)),
  });
  return runOnce(kernel, experiment, ({ trials: [trial] }) => {
    const window = trial?.measured;
    if (window === undefined || window.response.p50 === null) throw new Error(trial?.error?.message);
    const failed = trial?.evidence.find(({ status }) => status === 'failed');
    if (failed !== undefined) throw new Error(failed.error);
    const figures = { throughput: window.throughput, p50Ns: window.response.p50 };
    const { throughput = null, p50 = null } = trial?.evidence[0]?.observer ?? {};
    return throughput === null || p50 === null
      ? figures
      : { ...figures, pass: { throughput: 1 + throughput, p50: 1 + p50 } };
  });
}

const noEvidence = { metrics: [], artifacts: [], notes: [] };
const kernel = await kernelOf(({ collectors }) => {
  collectors.add(nothing, {
    overhead: 'light',
    side: 'outside',
    probe: () => Promise.resolve({ available: true }),
    attach: () => Promise.resolve({ detach: () => Promise.resolve(noEvidence) }),
  });
});
for (const cell of cells) {
  const rates: number[] = [];
  const ratios = new Map<string, { throughput: number[]; p50: number[] }>();
  const note = (name: string, throughput: number, p50: number): void => {
    const entry = ratios.get(name) ?? { throughput: [], p50: [] };
    ratios.set(name, entry);
    entry.throughput.push(throughput);
    entry.p50.push(p50);
  };
  for (let round = 0; round < rounds; round += 1) {
    const without = await measured(kernel, cell, []);
    rates.push(without.throughput);
    for (const [name, collectors] of Object.entries(inWindow)) {
      const { throughput, p50Ns } = await measured(kernel, cell, collectors);
      note(name, throughput / without.throughput, p50Ns / without.p50Ns);
    }
    for (const [name, collector] of Object.entries(inPass)) {
      const { pass } = await measured(kernel, cell, [collector]);
      if (pass !== undefined) note(name, pass.throughput, pass.p50);
    }
  }
  const rate = (median(rates) / 1000).toFixed(1);
  console.log(`${cell[0]} 64B c${String(cell[1])}: ${rate} k/s without collectors, ${String(rounds)} rounds`);
  for (const [name, { throughput, p50 }] of ratios) {
    console.log(`  ${name.padEnd(22)}  throughput ${describeRatios(throughput)}  P50 ${describeRatios(p50)}`);
  }
}
process.exit();
