import type { Check, Results, TrialRecord } from '@wiretax/core';
import { checksPhrase, disturbanceNote, gravestChecks } from '@wiretax/core/record';
import type { Annotation } from './command-line.js';
import { answersTo } from './markdown-parts.js';

/** GitHub shows no more of a level from one step. */
const mostOfALevel = 10;

/** What is wrong with the run, gravest first, and in a notice what it came to. */
export function annotations(results: Results): readonly Annotation[] {
  const all = [...failures(results), ...checkAnnotations(results), ...doubts(results), notice(results)];
  return (['error', 'warning', 'notice'] as const).flatMap((level) =>
    limited(all.filter((annotation) => annotation.level === level)),
  );
}

function failures({ trials }: Results): readonly Annotation[] {
  const failed = trials.filter(({ status }) => status === 'failed');
  const [first] = failed;
  if (first === undefined) return [];
  const message = `${String(failed.length)} of ${String(trials.length)} launches failed. ${reasonOf(first)}`;
  return [{ level: 'error', title: 'Launches failed', message }];
}

function reasonOf({ cell, trial, error }: TrialRecord): string {
  return `${cell} launch ${String(trial)}: ${error?.message ?? 'no reason given'}`;
}

function checkAnnotations({ checks }: Results): readonly Annotation[] {
  return gravestChecks(checks).flatMap((check): readonly Annotation[] => {
    if (check.outcome === 'held') return [];
    return [
      check.outcome === 'crossed'
        ? { level: 'error', title: `${check.by} crossed`, message: messageOf(check) }
        : { level: 'warning', title: `${check.by} not known`, message: messageOf(check) },
    ];
  });
}

function messageOf({ title, statement }: Check): string {
  return `${title}: ${statement}`;
}

function doubts(results: Results): readonly Annotation[] {
  const disturbed = disturbanceNote(results);
  return disturbed === undefined
    ? []
    : [{ level: 'warning', title: 'The machine was disturbed', message: disturbed }];
}

/** Who leads, if that is known, and how many checks held. */
function notice(results: Results): Annotation {
  const { manifest, rows, checks } = results;
  const [answer] = answersTo(results, 'first');
  const said = [checksPhrase(checks), answer].filter((text) => text !== undefined);
  const message = said.length === 0 ? `${String(rows.length)} cells measured` : said.join('. ');
  return { level: 'notice', title: `Wiretax ${manifest.experiment.name}`, message };
}

function limited(annotations: readonly Annotation[]): readonly Annotation[] {
  if (annotations.length <= mostOfALevel) return annotations;
  const shown = annotations.slice(0, mostOfALevel - 1);
  const [last] = annotations;
  const left = annotations.length - shown.length;
  const message = `${String(left)} more are in the summary of the job.`;
  return [...shown, ...(last === undefined ? [] : [{ level: last.level, title: 'And more', message }])];
}
