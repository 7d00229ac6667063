import type { Row } from '@wiretax/core';
import { sampleRowMetric } from '@wiretax/core/testing';

/** Eight counters a launch that are the same per call at every level, but for noise of 30 %. */
export function noisyCounters(rows: readonly Row[], seed: number): Row[] {
  let state = Math.imul(seed, 0x9e3779b1);
  // Mulberry32.
  const random = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const metrics = (): Row['metrics'] =>
    Array.from({ length: 8 }, (_, index) =>
      sampleRowMetric({
        name: `counter-${String(index)}`,
        kind: 'counter',
        unit: 'count',
        collector: 'usage',
        peer: 'server',
        window: 'measure',
        comparable: true,
        perCall: 3 * Math.exp(0.3 * normal()),
      }),
    );
  return rows.map((row) => ({
    ...row,
    launches: row.launches.map((launch) => ({ ...launch, metrics: metrics() })),
  }));
}
