import type { Manifest } from '../../contract/manifest.js';
import type { TrialRecord } from '../../contract/trial-record.js';
import { type Difference, differences, type Ground } from './traits.js';

/** The session of its run that a trial belongs to, counted from 1. */
export function sessionOf({ session, startedAt }: TrialRecord, { resumedAt }: Manifest): number {
  return session ?? 1 + resumedAt.filter((at) => at <= startedAt).length;
}

/** What a session ran on; what is not known of it is taken to be as in the first. */
export function groundOf({ machine, conditions = [] }: Manifest, session: number): Ground {
  const own = conditions.find((each) => each.session === session);
  return { machine: own?.machine ?? machine, inherited: (own ?? conditions[0])?.inherited };
}

/** What makes launches of two sessions launches of different things. */
export function changesBetween(manifest: Manifest, before: number, now: number): readonly Difference[] {
  const all = differences(groundOf(manifest, before), groundOf(manifest, now));
  return all.filter(({ essential }) => essential);
}

/** One sentence if these trials of a cell are not launches of the same thing. */
export function mixture(trials: readonly TrialRecord[], manifest: Manifest): string | undefined {
  const launches = new Map<number, number[]>();
  for (const trial of trials) {
    const session = sessionOf(trial, manifest);
    launches.set(session, [...(launches.get(session) ?? []), trial.trial]);
  }
  const sessions = [...launches.keys()].sort((a, b) => a - b);
  const names = new Set(
    sessions.flatMap((now, index) =>
      sessions
        .slice(0, index)
        .flatMap((before) => changesBetween(manifest, before, now).map(({ name }) => name)),
    ),
  );
  if (names.size === 0) return undefined;
  const parts = sessions.map((session) => {
    const blocks = launches.get(session) ?? [];
    return `${blocks.length === 1 ? 'launch' : 'launches'} ${blocks.join(', ')} of session ${String(session)}`;
  });
  return `${parts.join(' and ')} differ in ${[...names].join(', ')}`;
}
