import type { JsonSchema } from '@wiretax/core';
import { parseCpuList } from './cpu-list.js';

export interface PinSettings {
  /** Of peers of each half; undefined for `auto`. */
  readonly server: readonly number[] | undefined;
  readonly client: readonly number[] | undefined;
  /** Of those that are neither servers nor clients. */
  readonly middle: readonly number[] | undefined;
  /** 0 leaves the level alone. */
  readonly nice: number;
}

const cpus = (role: string): JsonSchema => ({
  type: 'string',
  pattern: '^(auto|\\d+(-\\d+)?(,\\d+(-\\d+)?)*)$',
  default: 'auto',
  description: `CPUs of the ${role}: a list such as "1" or "0,2-3", or auto.`,
});

export const settingsSchema: JsonSchema = {
  type: 'object',
  properties: {
    server: cpus('server'),
    client: cpus('client'),
    middle: cpus('peers between them'),
    nice: {
      type: 'integer',
      minimum: -20,
      maximum: 19,
      default: 0,
      description: 'Nice level of all peers, -20 (first served) to 19; 0 leaves it alone.',
    },
  },
  additionalProperties: false,
};

/** Throws if a list can't be meant: `5-2`. */
export function readSettings(settings: Readonly<Record<string, unknown>>): PinSettings {
  return {
    server: cpuSetting(settings, 'server'),
    client: cpuSetting(settings, 'client'),
    middle: cpuSetting(settings, 'middle'),
    nice: Number(settings['nice'] ?? 0),
  };
}

function cpuSetting(
  settings: Readonly<Record<string, unknown>>,
  role: string,
): readonly number[] | undefined {
  const text = settings[role] ?? 'auto';
  if (text === 'auto') return undefined;
  const list = typeof text === 'string' ? parseCpuList(text) : undefined;
  if (list) return list;
  throw new Error(
    `settings.pin.${role}: ${JSON.stringify(text)} is not a list of CPUs. Write it as "1" or "0,2-3", or auto.`,
  );
}
