import type { Host, Results } from '@wiretax/core';
import type { Study } from '@wiretax/config';
import { controlCells, planCells, type PlannedTrial } from '@wiretax/core/record';
import { run, runId, type RunObserver, type RunOutcome } from '@wiretax/core/run';
import { type Decide, type Half, Interleaving } from './interleaving.js';

/** Of the baseline, and of the candidate that is held against it. */
export type Both<T> = readonly [baseline: T, candidate: T];

export const roles = ['baseline', 'candidate'] as const;

/** What two runs are made of. `T` is what each thinks after a block, of which it is decided whether both go on. */
export interface InterleavedRequest<T> {
  /** Their experiments have one seed, and the same number of blocks. */
  readonly studies: Both<Pick<Study, 'kernel' | 'experiment'>>;
  /** The output folder, the version of Wiretax, and the command line, for the manifests. */
  readonly out: string;
  readonly wiretax: string;
  readonly command: readonly string[];
  readonly signal: AbortSignal;
  readonly observers: Both<Partial<RunObserver>>;
  /** What a run thinks of its own results after a block. */
  readonly assess: (results: Results, which: 0 | 1) => T;
  readonly decide: Decide<T>;
  /**
   * Awaited when it is the turn of a trial, before it starts; what it resolves with is awaited before another has its turn. If it rejects,
   * both runs end.
   */
  readonly prepare?: (planned: PlannedTrial, which: 0 | 1) => Promise<() => Promise<void>>;
}

/** Runs both, a trial at a time, in folders that name each other. If one fails the other ends as well, and the error is thrown. */
export async function runInterleaved<T>(
  host: Host,
  request: InterleavedRequest<T>,
): Promise<Both<RunOutcome>> {
  const { studies, out, wiretax, command, observers, assess } = request;
  const failed = new AbortController();
  const signal = AbortSignal.any([request.signal, failed.signal]);
  const now = host.clock.wall();
  const ids = studies.map(({ experiment }, index) => `${runId(now, experiment.name)}-${roles[index] ?? ''}`);
  const [first, second] = studies;
  const cells = [cellsOf(first), cellsOf(second)] as const;
  const { halves } = new Interleaving(first.experiment.seed, cells, signal, request.decide);
  const runHalf = async (which: 0 | 1): Promise<RunOutcome> => {
    const half = halves[which];
    const turns = turnsOf(half, which, request);
    try {
      return await run({
        ...studies[which],
        out,
        wiretax,
        command,
        signal,
        id: ids[which] ?? '',
        against: { run: ids[1 - which] ?? '', role: roles[which] },
        observer: observers[which],
        turn: turns.turn,
        enough: (results) => half.settle(assess(results, which)),
      });
    } catch (thrown) {
      failed.abort(thrown);
      throw thrown;
    } finally {
      await turns.ended();
      half.leave();
    }
  };
  const settled = await Promise.allSettled([runHalf(0), runHalf(1)]);
  const failure = settled.find((each) => each.status === 'rejected');
  if (failure !== undefined) throw failed.signal.reason ?? failure.reason;
  const [baseline, candidate] = settled as PromiseFulfilledResult<RunOutcome>[];
  if (baseline === undefined || candidate === undefined) throw new Error('both halves have settled');
  return [baseline.value, candidate.value];
}

function cellsOf({ experiment }: Pick<Study, 'experiment'>): ReturnType<typeof planCells> {
  const cells = planCells(experiment);
  return experiment.ceiling ? [...cells, ...controlCells(cells)] : cells;
}

/** The turns of one run, with what is prepared for each trial, and is put away after it. */
function turnsOf<T>(
  { turn }: Half<T>,
  which: 0 | 1,
  { prepare }: InterleavedRequest<T>,
): { readonly turn: Half<T>['turn']; readonly ended: () => Promise<void> } {
  if (prepare === undefined) return { turn, ended: () => Promise.resolve() };
  let last: Promise<unknown> = Promise.resolve();
  return {
    turn: async (planned) => {
      const end = await turn(planned);
      try {
        const putAway = await prepare(planned, which);
        return () => {
          last = putAway().finally(end);
        };
      } catch (thrown) {
        end();
        throw thrown;
      }
    },
    ended: async () => {
      await last;
    },
  };
}
