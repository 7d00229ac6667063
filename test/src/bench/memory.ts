import { numberOption } from './tools/arguments.js';
import { experimentOf, kernel, runOnce } from './tools/stack.js';

/** Peak memory of the client peer after few and after many calls: it must not grow with the number of samples. */
const few = numberOption('few', 100_000);
const many = numberOption('many', 2_000_000);
const clients = 10;

async function peakMiB(transport: string, calls: number): Promise<number> {
  const experiment = experimentOf(transport, 64, clients, {
    stop: { requests: calls / clients },
    warmup: { minMs: 200, maxMs: 1000, minCalls: 0 },
    callTimeoutMs: 600_000,
  });
  return runOnce(await kernel(), experiment, ({ trials: [trial] }) => {
    if (trial?.measured === undefined) throw new Error(trial?.error?.message ?? 'no trial');
    return (trial.measured.peers['client']?.peakRssBytes ?? Number.NaN) / 2 ** 20;
  });
}

console.log(`peak resident memory of the client peer, MiB: ${String(few)} calls against ${String(many)}`);
for (const transport of ['null', 'tcp']) {
  const [small, large] = [await peakMiB(transport, few), await peakMiB(transport, many)];
  console.log(
    `${transport.padEnd(5)} ${small.toFixed(1)} ${large.toFixed(1)}  ratio ${(large / small).toFixed(3)}`,
  );
}
