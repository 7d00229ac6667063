import type { Check } from '../contract/check.js';

/** One check of each outcome: two thresholds and a gate's question. */
export function sampleChecks(): readonly Check[] {
  const [fast, slow] = ['tcp.64B.c1', 'grpc.64B.c10'];
  return [
    {
      id: 'threshold.p99-response-below-5ms-on-any',
      by: 'threshold',
      title: 'p99 of all cells < 5 ms',
      outcome: 'crossed',
      statement: 'Crossed in 1 of 2 cells; furthest: grpc.64B.c10, 8.01 ms (7.80 ms to 8.20 ms).',
      cells: [
        { cell: fast, outcome: 'held', statement: '3.02 ms (2.95 ms to 3.10 ms)' },
        { cell: slow, outcome: 'crossed', statement: '8.01 ms (7.80 ms to 8.20 ms)' },
      ],
    },
    {
      id: 'threshold.throughput-above-1000-on-tcp.any',
      by: 'threshold',
      title: 'throughput of tcp.* > 1,000/s',
      outcome: 'held',
      statement: 'Held in 1 cell; closest: tcp.64B.c1, 18,200/s (17,900/s to 18,500/s).',
      cells: [{ cell: fast, outcome: 'held', statement: '18,200/s (17,900/s to 18,500/s)' }],
    },
    {
      id: 'gate.p99',
      by: 'gate',
      title: 'P99 not slower by more than 3 %',
      outcome: 'open',
      statement: 'Not known within the budget: 1.02 times as long (0.97 to 1.08).',
      cells: [],
    },
  ];
}
