import type { JsonSchema } from '@wiretax/core';

export interface FlameOptions {
  readonly frequencyHz: number;
  /** Whether perf.data stays. */
  readonly keep: boolean;
  readonly maxBytes: number;
}

/** Not 1000: a sampler in step with timers sees the same of them each time. */
const defaults: FlameOptions = { frequencyHz: 999, keep: false, maxBytes: 200e6 };

export const flameOptionsSchema: JsonSchema = {
  type: 'object',
  properties: {
    frequencyHz: {
      type: 'integer',
      minimum: 1,
      maximum: 20_000,
      default: defaults.frequencyHz,
      description: 'samples per second of CPU time',
    },
    keep: { type: 'boolean', default: defaults.keep, description: 'whether perf.data is kept, too' },
    maxBytes: {
      type: 'integer',
      minimum: 1_000_000,
      default: defaults.maxBytes,
      description: 'size at which perf stops to record',
    },
  },
  additionalProperties: false,
};

/** As the schema has checked them. */
export function flameOptions(options: Readonly<Record<string, unknown>>): FlameOptions {
  return { ...defaults, ...options };
}
