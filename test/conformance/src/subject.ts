import type { Plugin } from '@wiretax/core';
import { nodeHost } from '@wiretax/core/run';
import { applyPlugin } from '@wiretax/core/testing';

/** Registers a test: `test` of uvu, node:test or vitest, or anything that calls `run` some time. */
export type TestFunction = (name: string, run: () => Promise<void>) => unknown;

/** What a kit examines: one contribution of a plugin. */
export interface Subject {
  readonly test: TestFunction;
  /** The default export of the plugin's entry module. */
  readonly plugin: Plugin;
  /** The name under which the plugin adds the contribution. */
  readonly name: string;
  /** Options of the contribution, as a user would give them beside `use:`; `{}` unless given. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** Settings of the plugin, as a user would give them in a config; `{}` unless given. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** How long one case may take before it fails, ms; 20,000 unless given. */
  readonly limitMs?: number;
}

type Applied = ReturnType<typeof applyPlugin>;
type Catalogs = Pick<
  Applied,
  | 'transports'
  | 'links'
  | 'codecs'
  | 'flows'
  | 'loads'
  | 'topologies'
  | 'launchers'
  | 'collectors'
  | 'analyses'
  | 'reporters'
>;

/** The contribution, from a fresh application of the plugin to the real machine, whose console is mute. */
export function contributionOf<K extends keyof Catalogs>(
  { plugin, name, settings = {} }: Subject,
  kind: K,
): NonNullable<ReturnType<Catalogs[K]['get']>> {
  const console = { out: mute, err: mute, columns: 0, isTerminal: false, color: false };
  const catalogs: Catalogs = applyPlugin(plugin, { ...nodeHost(), console }, settings);
  return catalogs[kind].need(name).contribution as NonNullable<ReturnType<Catalogs[K]['get']>>;
}

function mute(): void {
  // A kit prints nothing.
}
