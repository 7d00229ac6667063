import type { Conditions } from './conditions.js';
import type { Experiment } from './experiment.js';
import type { Kind } from './kinds.js';
import type { MachineFacts } from './machine-facts.js';

/** Version of every JSON file in a run's folder; files of version 1 are read, too. */
export const SCHEMA = 2;

/** Everything needed to run it again. Written before the first trial. */
export interface Manifest {
  readonly schema: typeof SCHEMA;
  readonly id: string;
  readonly wiretax: string;
  readonly startedAt: string;
  /** Added each time the run was resumed. */
  readonly resumedAt: readonly string[];
  readonly experiment: Experiment;
  readonly plugins: readonly PluginVersion[];
  readonly machine: MachineFacts;
  /** How each session found the machine; runs of Wiretax 0.1.0 don't tell. */
  readonly conditions?: readonly Conditions[];
  readonly command: readonly string[];
  /** The run that this one was interleaved with, trial by trial. */
  readonly against?: { readonly run: string; readonly role: 'baseline' | 'candidate' };
  /** Why an adaptive run began no further block; added when it is decided. */
  readonly settlement?: Settlement;
}

/** The end of adaptive repetition. */
export interface Settlement {
  /** `answered`: whoever asked for blocks had learnt what they were for, as a gate does. */
  readonly reason: 'tight' | 'budget' | 'most-blocks' | 'nothing-usable' | 'answered';
  readonly blocks: number;
  /** Usable cells, and those of them whose P99 interval is tight enough. */
  readonly usable: number;
  readonly tight: number;
  /** The cell known worst: half the width of its P99 interval relative to P99. Null if no cell has an interval. */
  readonly widest: { readonly cell: string; readonly relativeWidth: number } | null;
}

export interface PluginVersion {
  readonly name: string;
  readonly version: string;
  /** Resolved URL of the entry module; `embedded:NAME` for a plugin that a program gave without one. */
  readonly entry: string;
  readonly dependencies: Readonly<Record<string, string>>;
  /** What it contributes; runs of Wiretax 0.1.0 don't tell. */
  readonly kinds?: readonly Kind[];
}
