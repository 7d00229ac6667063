import type { Experiment } from '../../contract/experiment.js';
import type { Kernel } from '../../kernel/kernel.js';
import type { Progress } from '../peer/messages.js';
import type { PlannedTrial } from '../../record/plan/trials.js';
import type { Places } from '../cast/places.js';
import type { Unavailable } from './probes.js';

export interface TrialOptions {
  readonly kernel: Kernel;
  readonly experiment: Experiment;
  readonly planned: PlannedTrial;
  /** The session of the run, counted from 1. */
  readonly session: number;
  /** The trial's own folder, made afresh. */
  readonly directory: string;
  /** The machines of the run. */
  readonly places: Places;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
  /** Collectors of the experiment that can't work here. They are not attached. */
  readonly unavailable: readonly Unavailable[];
  /** Throughput of the null transport at this cell's size, codec and concurrency. */
  readonly ceiling: number | null;
}
