import { type Check, questions, type Results, visibleLine } from '@wiretax/core';
import { answersOf, checkMarks, checksPhrase, disturbanceNote, orderedFindings } from '@wiretax/core/record';
import { markdownText } from '@wiretax/writing/markdown';

const longest = 400;
const fewAnswers = 3;

/** A text that may be anything, as prose of limited length. */
export function prose(text: string, most = longest): string {
  return markdownText(visibleLine(text, most));
}

/** Which run it is, and what was held or crossed: `Wiretax: quick · ✗ 1 of 3 checks crossed`. */
export function heading({ manifest, checks }: Results): string {
  const phrase = checksPhrase(checks);
  const gravest = (['crossed', 'open', 'held'] as const).find((word) =>
    checks.some(({ outcome }) => outcome === word),
  );
  const told = phrase === undefined || gravest === undefined ? '' : ` · ${checkMarks[gravest]} ${phrase}`;
  return `### Wiretax: ${prose(manifest.experiment.name, 80)}${told}`;
}

export function checkLine({ outcome, by, title, statement }: Check): string {
  return `- ${checkMarks[outcome]} ${prose(by, 20)} **${prose(title, 120)}**: ${prose(statement)}`;
}

/** What must be known before anything is read: failed launches, a disturbed machine, missing launches. */
export function doubts(results: Results): readonly string[] {
  const { trials, planned } = results;
  const failed = trials.filter(({ status }) => status === 'failed').length;
  const disturbed = disturbanceNote(results);
  return [
    ...(failed > 0 ? [`**${String(failed)} of ${String(trials.length)} launches failed.**`] : []),
    ...(trials.length < planned
      ? [`**${String(trials.length)} of ${String(planned)} launches have run.**`]
      : []),
    ...(disturbed === undefined ? [] : [`**${prose(disturbed)}**`]),
  ];
}

/**
 * What the run says: the first answer to each question, or all of them; of runs whose analyses answer none, the first findings. None where the
 * machine was disturbed in half of the rows: what is left is no picture of the whole.
 */
export function answerTexts(results: Results, which: 'first' | 'all'): readonly string[] {
  return answersTo(results, which).map((statement) => prose(statement));
}

/** The same, not escaped. */
export function answersTo(results: Results, which: 'first' | 'all'): readonly string[] {
  const { rows } = results;
  const disturbed = rows.filter(({ verdicts }) => verdicts.includes('disturbed')).length;
  if (rows.length > 0 && disturbed * 2 >= rows.length) return [];
  const told = orderedFindings(results).filter(({ detail }) => detail !== true);
  const all = answersOf(results);
  const first = questions.flatMap((question) => all.find(({ answers: to }) => to === question) ?? []);
  const answers = which === 'first' ? first : all;
  const found = answers.length === 0 ? told.slice(0, fewAnswers) : answers;
  return found.map(({ statement }) => statement);
}

/** Where and by what it was measured, small. */
export function footer({ manifest }: Results): string {
  const { id, wiretax, machine } = manifest;
  const parts = [id, `Wiretax ${wiretax}`, machine.cpuModel ?? 'unknown CPU', `Node ${machine.node}`];
  return `<sub>${parts.map((part) => prose(part, 80)).join(' · ')}</sub>`;
}
