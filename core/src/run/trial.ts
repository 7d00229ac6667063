import type { Experiment } from '../contract/experiment.js';
import type { Phase, TrialContext } from '../contract/lifecycle.js';
import { SCHEMA, type TrialError, type TrialRecord } from '../contract/results.js';
import type { Endpoint } from '../contract/transport.js';
import { codeOf, reasonOf } from '../errors.js';
import type { Kernel } from '../kernel.js';
import type { Progress } from '../peer/messages.js';
import type { PlannedTrial } from '../plan/trials.js';
import { contention, judge } from '../verdict.js';
import { isWriteFailure, writing } from '../results/write-failure.js';
import { TrialSteps } from './steps.js';

export interface TrialOptions {
  readonly kernel: Kernel;
  readonly experiment: Experiment;
  readonly planned: PlannedTrial;
  /** The trial's own folder. */
  readonly directory: string;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
  /** Throughput of the null transport at this cell's size, codec and concurrency. */
  readonly ceiling: number | null;
}

const phases = ['setup', 'pin', 'warmup', 'measure', 'profile'] as const;

/**
 * Runs one trial through its phases. Failures end up in the record; only an interruption, and results that
 * can't be written, reject: after teardown, without a record.
 */
export async function runTrial(options: TrialOptions): Promise<TrialRecord> {
  const { kernel, experiment, planned, directory, signal } = options;
  const { cell, trial, control } = planned;
  const { clock, files } = kernel.host;
  const startedAt = clock.wall().toISOString();
  const startNs = clock.nowNs();
  await writing(directory, files.remove(directory));
  await writing(directory, files.makeDirectory(directory));

  const notes: string[] = [];
  const steps = new TrialSteps({ ...options, socketDirectory: () => files.temporaryDirectory() });
  const context: Omit<TrialContext, 'signal'> = {
    cell,
    trial,
    peers: () => steps.peers(),
    endpoint: () => steps.endpoint,
    route: (endpoint: Endpoint) => {
      steps.route = endpoint;
    },
    note: (text) => {
      if (!notes.includes(text)) notes.push(text);
    },
  };
  const phasesNs: Partial<Record<Phase, number>> = {};
  const timed = async (phase: Phase, abort: AbortSignal): Promise<readonly unknown[]> => {
    const phaseStartNs = clock.nowNs();
    try {
      return await kernel.fire(phase, context, steps.kernelSteps, abort, cell.id);
    } finally {
      phasesNs[phase] = clock.nowNs() - phaseStartNs;
    }
  };

  let error: TrialError | undefined;
  let unwritten: unknown;
  const problems: string[] = [];
  for (const phase of phases) {
    try {
      await timed(phase, signal);
    } catch (thrown) {
      if (isWriteFailure(thrown)) {
        unwritten = thrown;
        break;
      } else if (phase === 'profile') {
        problems.push(`profile: ${reasonOf(thrown)}`);
      } else {
        const log = steps.log();
        error = {
          code: codeOf(thrown) ?? 'E_TRIAL',
          message: reasonOf(thrown),
          phase,
          ...(log.length === 0 ? {} : { log }),
        };
        break;
      }
    }
    if (signal.aborted) break;
  }
  const failures = await timed('teardown', new AbortController().signal);
  const left = await kernel.endProcesses();
  problems.push(...[...failures.map(reasonOf), ...left].map((problem) => `teardown: ${problem}`));
  signal.throwIfAborted();
  if (unwritten !== undefined) throw unwritten as Error;

  const { measured, warmup } = steps;
  const contended = measured === undefined || cell.placement !== 'split' ? undefined : contention(measured);
  if (contended !== undefined) context.note(contended);
  const judgements =
    error === undefined && measured !== undefined
      ? judge({
          measured,
          concurrency: cell.concurrency,
          warmup,
          minCalls: experiment.warmup.minCalls,
          open: kernel.loads.get(experiment.load.use)?.kind === 'open',
          ceiling: options.ceiling,
        })
      : [];
  const verdicts = judgements.map(({ verdict }) => verdict);
  return {
    schema: SCHEMA,
    cell: cell.id,
    trial,
    control,
    startedAt,
    status: error === undefined ? 'completed' : 'failed',
    ...(error === undefined ? {} : { error }),
    ...(error === undefined && measured !== undefined ? { measured } : {}),
    ...(warmup === undefined ? {} : { warmup }),
    evidence: steps.evidence,
    verdicts: error === undefined ? (verdicts.length === 0 ? ['valid'] : verdicts) : ['failed'],
    reasons: judgements.map(({ reason }) => reason),
    notes,
    problems,
    durationNs: clock.nowNs() - startNs,
    phasesNs,
  };
}
