import type { JsonSchema } from '@wiretax/core';

export interface KneeSettings {
  /** Undefined for the default, which is relative. */
  readonly sloNs: number | undefined;
  /** P99 over P50. */
  readonly amplification: number;
  /** What doubling the clients must add to throughput, as a share. */
  readonly gain: number;
}

/** Without a stated SLO: how many times its P99 at the lowest concurrency a series may take. */
export const relativeSlo = 10;

export const settingsSchema: JsonSchema = {
  type: 'object',
  properties: {
    slo: {
      type: 'number',
      exclusiveMinimum: 0,
      description: `Highest P99 of response time that is accepted, ms. Default: ${String(relativeSlo)} times the P99 at the lowest concurrency.`,
    },
    amplification: {
      type: 'number',
      exclusiveMinimum: 1,
      default: 5,
      description: 'Highest P99 over P50 that is accepted.',
    },
    gain: {
      type: 'number',
      exclusiveMinimum: 0,
      exclusiveMaximum: 100,
      default: 10,
      description: 'What doubling the clients must add to throughput, percent.',
    },
  },
  additionalProperties: false,
};

export function readSettings(settings: Readonly<Record<string, unknown>>): KneeSettings {
  const { slo, amplification, gain } = settings;
  return {
    sloNs: typeof slo === 'number' ? slo * 1e6 : undefined,
    amplification: typeof amplification === 'number' ? amplification : 5,
    gain: (typeof gain === 'number' ? gain : 10) / 100,
  };
}
