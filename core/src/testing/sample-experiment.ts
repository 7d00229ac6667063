import { defaultAxes } from '../record/plan/axis-values.js';
import type { Axes, Size, Use } from '../contract/cell.js';
import type { Experiment } from '../contract/experiment.js';

export const use = (name: string, label = name, options = {}): Use => ({ use: name, label, options });
export const square = (bytes: number): Size => ({ requestBytes: bytes, replyBytes: bytes });

/** Two transports, two sizes, two concurrency levels, three repetitions; anything can be replaced. */
export function sampleExperiment(axes: Partial<Axes> = {}, rest: Partial<Experiment> = {}): Experiment {
  return {
    name: 'test',
    axes: {
      ...defaultAxes(),
      transport: [use('tcp'), use('rest')],
      size: [square(64), square(4096)],
      concurrency: [1, 10],
      ...axes,
    },
    include: [],
    exclude: [],
    collectors: [],
    reporters: [],
    stop: { durationMs: 1000 },
    warmup: { minMs: 100, maxMs: 500, minCalls: 1000 },
    repetitions: 3,
    seed: 1,
    callTimeoutMs: 10_000,
    thresholds: [],
    ceiling: false,
    settings: {},
    ...rest,
  };
}
