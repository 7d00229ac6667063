import type { Experiment } from '../contract/experiment.js';
import { type Manifest, type Results, SCHEMA, type TrialRecord } from '../contract/results.js';
import { deepFreeze } from '../freeze.js';
import type { Kernel } from '../kernel.js';
import type { Progress } from '../peer/messages.js';
import { ceilingKey, estimateMs, type PlannedTrial, planTrials } from '../plan/trials.js';
import { describeMachine } from '../results/machine.js';
import { readResults } from '../results/read.js';
import {
  createRun,
  mendTrials,
  openRun,
  readManifest,
  type RunStore,
  trialDirectory,
  writeManifest,
} from '../results/store.js';
import { passesOf } from './passes.js';
import { unavailableCollectors } from './probes.js';
import { runTrial } from './trial.js';

/** Told what happens while a run goes on. Called between and during trials; must return at once. */
export interface RunObserver {
  started(plan: {
    readonly id: string;
    readonly directory: string;
    readonly trials: number;
    readonly estimateMs: number;
    /** Collectors that can't work here, and why, a line each. */
    readonly warnings: readonly string[];
  }): void;
  /** `index` counts from 0 over the trials that are still to run. */
  trialStarted(planned: PlannedTrial, index: number): void;
  /** At most twice a second. */
  progress(progress: Progress): void;
  trialFinished(record: TrialRecord, index: number): void;
}

export interface RunOutcome {
  readonly results: Results;
  readonly failedTrials: number;
  /** Whether the signal ended it before its last trial. */
  readonly interrupted: boolean;
}

interface Common {
  readonly kernel: Kernel;
  readonly signal: AbortSignal;
  readonly observer: RunObserver;
}

export interface RunRequest extends Common {
  readonly experiment: Experiment;
  /** The output folder; the run gets one of its own below `runs`. */
  readonly out: string;
  /** Version of Wiretax, for the manifest. */
  readonly wiretax: string;
  /** The command line, for the manifest. */
  readonly command: readonly string[];
}

export interface ResumeRequest extends Common {
  /** The run's folder. */
  readonly directory: string;
}

/** Runs an experiment from its first trial. Every finished trial is on disk before the next one starts. */
export async function run(request: RunRequest): Promise<RunOutcome> {
  const { kernel, wiretax, command } = request;
  const experiment = deepFreeze(request.experiment);
  const trials = planTrials(experiment);
  const now = kernel.host.clock.wall();
  const manifest: Manifest = {
    schema: SCHEMA,
    id: runId(now, experiment.name, kernel.host.runtime.pid),
    wiretax,
    startedAt: now.toISOString(),
    resumedAt: [],
    experiment,
    plugins: kernel.plugins.map(({ plugin, version, entry, dependencies }) => ({
      name: plugin.name,
      version,
      entry,
      dependencies,
    })),
    machine: await describeMachine(kernel.host),
    command,
  };
  const store = await createRun(kernel.host, request.out, manifest);
  return execute(request, manifest, store, trials, []);
}

/** Runs what is missing of a run, in the order that its seed fixed. */
export async function resume(request: ResumeRequest): Promise<RunOutcome> {
  const { host } = request.kernel;
  const stored = await readManifest(host, request.directory);
  const store = await openRun(host, request.directory);
  const finished = await mendTrials(host, request.directory);
  const manifest = deepFreeze({
    ...stored,
    resumedAt: [...stored.resumedAt, host.clock.wall().toISOString()],
  });
  await writeManifest(host, request.directory, manifest);
  const done = new Set(finished.map(trialKey));
  const missing = planTrials(manifest.experiment).filter(
    ({ cell, trial }) => !done.has(trialKey({ cell: cell.id, trial })),
  );
  return execute(request, manifest, store, missing, finished);
}

async function execute(
  { kernel, signal, observer }: Common,
  { id, experiment: planned }: Manifest,
  store: RunStore,
  trials: readonly PlannedTrial[],
  finished: readonly TrialRecord[],
): Promise<RunOutcome> {
  const { directory } = store;
  const ceilings = new Map<string, number>();
  const cells = new Map(planTrials(planned).map(({ cell }) => [cell.id, cell]));
  const noteCeiling = ({ control, cell: cellId, measured }: TrialRecord): void => {
    const cell = cells.get(cellId);
    if (control && cell !== undefined && measured !== undefined)
      ceilings.set(ceilingKey(cell), measured.throughput);
  };
  finished.forEach(noteCeiling);
  const unavailable = await unavailableCollectors(kernel, planned, signal);
  const collectors = planned.collectors.filter(
    ({ use }) => !unavailable.some((each) => each.use.use === use),
  );
  const experiment = { ...planned, collectors };
  observer.started({
    id,
    directory,
    trials: trials.length,
    estimateMs: estimateMs(experiment, trials, passesOf(kernel, experiment)),
    warnings: unavailable.map(({ reason }) => reason),
  });
  try {
    for (const [index, next] of trials.entries()) {
      if (signal.aborted) break;
      observer.trialStarted(next, index);
      const record = await runTrial({
        kernel,
        experiment,
        planned: next,
        unavailable,
        directory: trialDirectory(directory, next.cell.id, next.trial),
        signal,
        onProgress: (progress) => {
          observer.progress(progress);
        },
        ceiling: next.control ? null : (ceilings.get(ceilingKey(next.cell)) ?? null),
      });
      await store.append(record);
      noteCeiling(record);
      observer.trialFinished(record, index);
    }
  } catch (thrown) {
    if (!signal.aborted || thrown !== signal.reason) throw thrown;
  } finally {
    await store.close();
  }
  const results = await readResults(kernel.host, directory);
  return {
    results,
    failedTrials: results.trials.filter(({ status }) => status === 'failed').length,
    interrupted: results.trials.length < results.planned,
  };
}

function trialKey({ cell, trial }: { readonly cell: string; readonly trial: number }): string {
  return `${cell} ${String(trial)}`;
}

/** `20261121-013000-quick-1a2b`: sorts by time, tells what it was, and two started together differ. */
function runId(now: Date, name: string, pid: number): string {
  const [date = '', time = ''] = now.toISOString().split('T');
  const stamp = `${date.replaceAll('-', '')}-${time.slice(0, 8).replaceAll(':', '')}`;
  const word = name
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 40);
  return `${stamp}-${word === '' ? 'run' : word}-${pid.toString(36)}`;
}
