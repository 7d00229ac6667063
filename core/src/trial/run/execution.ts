import { unfitness } from '../../record/conditions/notes.js';
import { changesBetween } from '../../record/conditions/sessions.js';
import { differenceText } from '../../record/conditions/traits.js';
import type { Experiment } from '../../contract/experiment.js';
import type { Manifest } from '../../contract/manifest.js';
import type { TrialRecord } from '../../contract/trial-record.js';
import { mapStrings } from '../../record/words/describe.js';
import { withoutSecrets } from '../../kernel/hidden-secrets.js';
import {
  blocksBegun,
  ceilingKey,
  estimateMs,
  planBlock,
  type PlannedTrial,
  planTrials,
} from '../../record/plan/trials.js';
import { readResults } from '../../record/store/read.js';
import { type RunStore, writeManifest } from '../../record/store/store.js';
import { trialKey } from '../../record/store/trials-file.js';
import { passesOf } from '../../record/plan/passes.js';
import { type Unavailable, unavailableCollectors } from './probes.js';
import type { RunOutcome, Session } from './session.js';
import { Places } from '../cast/places.js';
import { runTrial } from './trial.js';

/** Runs what is not finished yet, and the blocks that an adaptive experiment takes besides. Closes the store. */
export async function execute(
  session: Session,
  manifest: Manifest,
  store: RunStore,
  finished: readonly TrialRecord[],
): Promise<RunOutcome> {
  const { kernel, signal, enough } = session;
  const { directory } = store;
  const { host } = kernel;
  let { settlement } = manifest;
  const places = new Places(kernel, manifest.experiment, manifest.id, signal);
  let warnings: readonly string[] = [];
  try {
    const trials = await TrialRunner.create(session, manifest, store, finished, places);
    const asks = manifest.experiment.adaptive !== undefined ? enough : undefined;
    let block = blocksBegun(manifest.experiment, finished);
    const done = new Set(finished.map(trialKey));
    const missing = planTrials(manifest.experiment, block).filter(
      ({ cell, trial }) => !done.has(trialKey({ cell: cell.id, trial })),
    );
    trials.start(missing);
    for (let queue: readonly PlannedTrial[] = missing; ; queue = planBlock(manifest.experiment, block)) {
      await trials.runAll(queue);
      if (asks === undefined || settlement !== undefined || signal.aborted) break;
      settlement = await asks(await readResults(host, directory));
      if (settlement !== undefined) {
        await writeManifest(host, directory, { ...manifest, settlement });
        break;
      }
      signal.throwIfAborted();
      block += 1;
      trials.extend(block);
    }
  } catch (thrown) {
    if (!signal.aborted || thrown !== signal.reason) throw thrown;
  } finally {
    warnings = await places.close();
    await store.close();
  }
  const results = await readResults(host, directory);
  const undecided = enough !== undefined && isUndecided(results.manifest);
  return {
    results,
    failedTrials: results.trials.filter(({ status }) => status === 'failed').length,
    interrupted: results.trials.length < results.planned || (undecided && signal.aborted),
    warnings,
  };
}

/** Whether an adaptive run was left before it was known whether it needs further blocks. */
export function isUndecided({ experiment, settlement }: Manifest): boolean {
  return experiment.adaptive !== undefined && settlement === undefined;
}

/** Runs trials one after another; each is on disk before the next. */
class TrialRunner {
  readonly #session: Session;
  readonly #manifest: Manifest;
  readonly #store: RunStore;
  readonly #places: Places;
  readonly #unavailable: readonly Unavailable[];
  /** Without the collectors that can't work here. */
  readonly #experiment: Experiment;
  /** Throughput of the null transport by what cells share with it. */
  readonly #ceilings = new Map<string, number>();
  #index = 0;
  #trials: readonly PlannedTrial[] = [];

  static async create(
    session: Session,
    manifest: Manifest,
    store: RunStore,
    finished: readonly TrialRecord[],
    places: Places,
  ): Promise<TrialRunner> {
    const unavailable = await unavailableCollectors(session.kernel, manifest.experiment, session.signal);
    return new TrialRunner(session, manifest, store, finished, places, unavailable);
  }

  private constructor(
    session: Session,
    manifest: Manifest,
    store: RunStore,
    finished: readonly TrialRecord[],
    places: Places,
    unavailable: readonly Unavailable[],
  ) {
    const { experiment } = manifest;
    this.#session = session;
    this.#manifest = manifest;
    this.#store = store;
    this.#places = places;
    this.#unavailable = unavailable;
    const missing = new Set(unavailable.map(({ use }) => use.use));
    this.#experiment = {
      ...experiment,
      collectors: experiment.collectors.filter(({ use }) => !missing.has(use)),
    };
    const controls = new Map(
      planTrials(experiment, 1).flatMap(({ cell, control }) => (control ? [[cell.id, cell]] : [])),
    );
    for (const record of finished) this.#noteCeiling(record, controls.get(record.cell));
  }

  start(trials: readonly PlannedTrial[]): void {
    this.#trials = trials;
    this.#session.observer.started?.({
      id: this.#manifest.id,
      directory: this.#store.directory,
      trials: trials.length,
      order: trials,
      estimateMs: this.#estimateMs(),
      warnings: [
        ...this.#store.warnings,
        ...machineWarnings(this.#manifest),
        ...this.#unavailable.map(({ reason }) => reason),
      ],
    });
  }

  extend(block: number): void {
    this.#trials = [...this.#trials, ...planBlock(this.#experiment, block)];
    this.#session.observer.extended?.({
      block,
      trials: this.#trials.length,
      order: this.#trials,
      estimateMs: this.#estimateMs(),
    });
  }

  async runAll(queue: readonly PlannedTrial[]): Promise<void> {
    const { signal, turn } = this.#session;
    for (const next of queue) {
      if (signal.aborted) return;
      const end = await turn?.(next);
      try {
        await this.#run(next);
      } finally {
        end?.();
      }
    }
  }

  async #run(planned: PlannedTrial): Promise<void> {
    const { kernel, signal, observer } = this.#session;
    const { cell, trial, control } = planned;
    observer.trialStarted?.(planned, this.#index);
    const session = this.#manifest.resumedAt.length + 1;
    const told = await runTrial({
      session,
      kernel,
      experiment: this.#experiment,
      planned,
      unavailable: this.#unavailable,
      places: this.#places,
      directory: await this.#store.freshTrial(cell.id, trial),
      signal,
      onProgress: (progress) => {
        observer.progress?.(progress);
      },
      ceiling: control ? null : (this.#ceilings.get(ceilingKey(cell)) ?? null),
    });
    // Plugins may have put what they know into notes, evidence and errors.
    const record = mapStrings(told, withoutSecrets);
    await this.#store.append(record);
    this.#noteCeiling(record, cell);
    observer.trialFinished?.(record, this.#index);
    this.#index += 1;
  }

  #noteCeiling({ control, measured }: TrialRecord, cell: PlannedTrial['cell'] | undefined): void {
    if (control && cell !== undefined && measured !== undefined)
      this.#ceilings.set(ceilingKey(cell), measured.throughput);
  }

  #estimateMs(): number {
    return estimateMs(this.#experiment, this.#trials, passesOf(this.#session.kernel, this.#experiment));
  }
}

/** What this session found out about the machine that it is about to measure on. */
function machineWarnings(manifest: Manifest): readonly string[] {
  const session = manifest.resumedAt.length + 1;
  const conditions = manifest.conditions?.find((each) => each.session === session);
  if (conditions === undefined) return [];
  const unfit = unfitness(conditions.machine ?? manifest.machine, conditions);
  const changes = changesBetween(manifest, 1, session).map(differenceText);
  return [
    ...(unfit === undefined ? [] : [`this machine is not fit for figures now: ${unfit} (wiretax doctor)`]),
    ...(changes.length === 0 ? [] : [`launches from now on are told apart: ${changes.join('; ')}`]),
  ];
}
