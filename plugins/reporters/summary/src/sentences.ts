import type { CaveatKind, Finding, Results } from '@wiretax/core';
import { analysisOf, answersOf, caveatLegend, isDisturbed, orderedFindings } from '@wiretax/core/record';
import { columnsOf, shorten, wrap } from '@wiretax/writing';

const most = 4;

export interface Sentence {
  readonly text: string;
  /** What it must be taken with: they stay where it is cut. */
  readonly marks: string;
}

export interface Sentences {
  /** What casts doubt on the rest: it stands with what says whether to believe it. */
  readonly doubt?: string;
  readonly told: readonly Sentence[];
  /** What their marks mean must be said beside them. */
  readonly caveats: readonly CaveatKind[];
}

/**
 * What is worth ten seconds: what failed, then an answer to each question; apart from them what casts doubt on all. Nothing where the machine was disturbed in half of
 * the rows: what is left is no picture of the whole. Where nothing is compared there is room for the first finding of each other analysis.
 */
export function sentences(results: Results): Sentences {
  if (isDisturbed(results)) {
    return {
      told: [
        { text: 'No conclusions: the machine was disturbed. Measure again when it is quiet.', marks: '' },
      ],
      caveats: [],
    };
  }
  const told = orderedFindings(results).filter(({ detail }) => detail !== true);
  const doubt = told.find(({ first }) => first === true)?.statement;
  const answers = firstOfEach(answersOf(results), ({ answers: question = '' }) => question);
  const isCompared = answers.some(({ answers: question }) => question === 'leads');
  const others = told.filter(({ first, answers: question }) => first !== true && question === undefined);
  const chosen = isCompared ? answers : [...answers, ...firstOfEach(others, analysisOf)];
  const failed = failures(results);
  const shown = chosen.slice(0, most - failed.length);
  return {
    ...(doubt === undefined ? {} : { doubt }),
    told: [...failed, ...shown.map(sentenceOf)],
    caveats: caveatLegend(shown).map(({ kind }) => kind),
  };
}

function sentenceOf(finding: Finding): Sentence {
  const marks = caveatLegend([finding]).map(({ mark }) => mark);
  return { text: finding.statement, marks: marks.join('') };
}

/** How many trials failed, and the first of them: nothing else matters as much where there are any. */
function failures({ trials }: Results): readonly Sentence[] {
  const failed = trials.filter(({ status }) => status === 'failed');
  const [first] = failed;
  if (first?.error === undefined) return [];
  const { cell, error } = first;
  const which =
    failed.length === 1
      ? `A launch of ${cell} failed`
      : `${String(failed.length)} launches failed, the first of ${cell}`;
  return [{ text: `${which} in ${error.phase}: ${error.message}`, marks: '' }];
}

function firstOfEach(findings: readonly Finding[], key: (finding: Finding) => string): readonly Finding[] {
  return [...new Map(findings.toReversed().map((finding) => [key(finding), finding])).values()].reverse();
}

/**
 * Numbered, in at most so many lines together: while they are too many the longest loses its last one, and where each has one left the last
 * sentence goes. One that lost some ends with an ellipsis, and with its marks.
 */
export function sentenceLines(told: readonly Sentence[], columns: number, lines: number): readonly string[] {
  const indent = 2;
  const sentences = told.slice(0, lines);
  const wrapped = sentences.map(({ text, marks }) =>
    wrap(marks === '' ? text : `${text} ${marks}`, columns - indent).map((line) =>
      shorten(line, columns - indent),
    ),
  );
  const kept = wrapped.map(({ length }) => length);
  const sum = (): number => kept.reduce((total, count) => total + count, 0);
  while (sum() > lines && Math.max(...kept) > 1) {
    const longest = kept.lastIndexOf(Math.max(...kept));
    kept[longest] = (kept[longest] ?? 1) - 1;
  }
  return wrapped.flatMap((parts, index) => {
    const shown = parts.slice(0, kept[index]);
    const isCut = shown.length < parts.length;
    const marks = sentences[index]?.marks ?? '';
    const end = marks === '' ? ' …' : ` … ${marks}`;
    return shown.map((part, at) => {
      const text =
        isCut && at === shown.length - 1 ? `${cutTo(part, columns - indent - columnsOf(end))}${end}` : part;
      return `${at === 0 ? String(index + 1) : ' '} ${text}`;
    });
  });
}

/** As many whole words as have room. */
function cutTo(text: string, columns: number): string {
  const words = text.split(' ');
  while (words.length > 1 && columnsOf(words.join(' ')) > columns) words.pop();
  return shorten(words.join(' '), columns);
}
