import type { CaveatKind, Finding, Results } from '@wiretax/core';
import {
  analysisOf,
  answersOf,
  caveatLegend,
  isDisturbed,
  markedStatement,
  orderedFindings,
} from '@wiretax/core/record';
import { wrap } from '@wiretax/writing';

const most = 4;

export interface Sentences {
  readonly texts: readonly string[];
  /** What their marks mean must be said beside them. */
  readonly caveats: readonly CaveatKind[];
}

/**
 * What is worth ten seconds: what casts doubt on the rest, then an answer to each question. Nothing where the machine was disturbed in half of
 * the rows: what is left is no picture of the whole. Of analyses that answer no question, the first finding of each.
 */
export function sentences(results: Results): Sentences {
  if (isDisturbed(results)) {
    return {
      texts: ['No conclusions: the machine was disturbed. Measure again when it is quiet.'],
      caveats: [],
    };
  }
  const told = orderedFindings(results).filter(({ detail }) => detail !== true);
  const doubts = told.filter(({ first }) => first === true);
  const answers = firstOfEach(answersOf(results), ({ answers: question = '' }) => question);
  const others = told.filter(({ first }) => first !== true);
  const chosen = answers.length > 0 ? answers : firstOfEach(others, analysisOf);
  const shown = [...doubts.slice(0, 1), ...chosen].slice(0, most);
  return { texts: shown.map(markedStatement), caveats: caveatLegend(shown).map(({ kind }) => kind) };
}

function firstOfEach(findings: readonly Finding[], key: (finding: Finding) => string): readonly Finding[] {
  return [...new Map(findings.toReversed().map((finding) => [key(finding), finding])).values()].reverse();
}

/**
 * Numbered, in at most so many lines together: while they are too many the longest loses its last one, but none its first. A sentence that lost
 * some ends with an ellipsis.
 */
export function sentenceLines(texts: readonly string[], columns: number, lines: number): readonly string[] {
  const indent = 2;
  const wrapped = texts.map((text) => wrap(text, columns - indent));
  const kept = wrapped.map(({ length }) => length);
  const sum = (): number => kept.reduce((total, count) => total + count, 0);
  while (sum() > lines && Math.max(...kept) > 1) {
    const longest = kept.lastIndexOf(Math.max(...kept));
    kept[longest] = (kept[longest] ?? 1) - 1;
  }
  return wrapped.flatMap((parts, index) => {
    const shown = parts.slice(0, kept[index]);
    const cut = shown.length < parts.length;
    return shown.map((part, at) => {
      const text =
        cut && at === shown.length - 1 ? `${part.slice(0, columns - indent - 2).trimEnd()} …` : part;
      return `${at === 0 ? String(index + 1) : ' '} ${text}`;
    });
  });
}
