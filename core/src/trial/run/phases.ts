import type { TrialContext } from '../../contract/lifecycle.js';
import { type Phase, phases } from '../../contract/phase.js';
import type { Endpoint } from '../../contract/endpoint.js';
import { reasonOf } from '../../kernel/errors.js';
import { isWriteFailure } from '../../record/store/write-failure.js';
import type { TrialSteps } from './steps.js';
import type { TrialOptions } from './trial-options.js';

/** Those that teardown follows. */
export const measuredPhases = phases.slice(0, phases.indexOf('teardown'));
/** What a profile pass goes through that needs peers of its own. */
export const profilePhases = measuredPhases.filter((phase) => phase !== 'measure');

export interface PhaseFailure {
  readonly phase: Phase;
  readonly thrown: unknown;
  /** The last lines that the peers had written to standard error. */
  readonly log: readonly string[];
}

/** What is kept of the phases of a trial. */
export class PhaseAccount {
  readonly notes: string[] = [];
  readonly problems: string[] = [];
  readonly phasesNs: Partial<Record<Phase, number>> = {};

  note(text: string): void {
    if (!this.notes.includes(text)) this.notes.push(text);
  }

  took(phase: Phase, durationNs: number): void {
    this.phasesNs[phase] = (this.phasesNs[phase] ?? 0) + durationNs;
  }
}

/**
 * Fires phases until one fails, then teardown in any case. Resolves with the failure; rejects, after
 * teardown, when interrupted or when results can't be written.
 */
export async function runPhases(
  { kernel, planned: { cell, trial }, signal }: TrialOptions,
  steps: TrialSteps,
  phases: readonly Phase[],
  account: PhaseAccount,
): Promise<PhaseFailure | undefined> {
  const { clock } = kernel.host;
  const context: Omit<TrialContext, 'signal'> = {
    cell,
    trial,
    peers: () => steps.peers(),
    endpoint: () => steps.endpoint,
    route: (endpoint: Endpoint) => {
      steps.route = endpoint;
    },
    note: (text) => {
      account.note(text);
    },
  };
  const fire = async (phase: Phase, abort: AbortSignal): Promise<readonly unknown[]> => {
    const startNs = clock.nowNs();
    try {
      return await kernel.fire(phase, context, steps.kernelSteps, abort, cell.id);
    } finally {
      account.took(phase, clock.nowNs() - startNs);
    }
  };

  let failure: PhaseFailure | undefined;
  for (const phase of phases) {
    try {
      await fire(phase, signal);
    } catch (thrown) {
      failure = { phase, thrown, log: steps.log() };
    }
    if (failure !== undefined || signal.aborted) break;
  }
  const problems = (await fire('teardown', new AbortController().signal)).map(reasonOf);
  problems.push(...(await kernel.endProcesses()));
  account.problems.push(...problems.map((problem) => `teardown: ${problem}`));
  signal.throwIfAborted();
  if (isWriteFailure(failure?.thrown)) throw failure?.thrown as Error;
  return failure;
}
