import { strict as assert } from 'node:assert';
import type { Finding, Verdict } from '@wiretax/core';
import { isStruck, verdictMeanings } from '@wiretax/core/record';
import type { Case } from '../cases.js';
import { partialRuns } from '../results/partial-runs.js';
import { type AnalysisSubject, assertFinite, assertIds, findingsOf, wholeRun } from './findings.js';

/** What findings look like, in whole runs and partial ones. */
export function findingCases(subject: AnalysisSubject): readonly Case[] {
  const each = (name: string, check: (finding: Finding) => void): Case => ({
    name,
    run: () => {
      findingsOf(subject, wholeRun(subject)).forEach(check);
    },
  });
  return [
    {
      name: 'finds something',
      run: () => {
        const found = findingsOf(subject, wholeRun(subject)).length > 0;
        assert.ok(
          found,
          'nothing was found, so nothing can be examined; give the kit `results` with something to find',
        );
      },
    },
    {
      name: 'ids are unique, of letters, digits, dots and dashes',
      run: () => assertIds(findingsOf(subject, wholeRun(subject))),
    },
    each('statements are one sentence with its numbers', oneSentence),
    each('numbers are finite', assertFinite),
    each('intervals have a low end, a high end and a level', soundInterval),
    {
      name: 'cells are of the run',
      run: () => {
        const whole = wholeRun(subject);
        const known = new Set([...whole.rows, ...whole.controls].map(({ cell }) => cell.id));
        for (const { id, cells } of findingsOf(subject, whole)) {
          assert.deepEqual(
            cells.filter((cell) => !known.has(cell)),
            [],
            `${id} must rest on cells of the run`,
          );
        }
      },
    },
    { name: 'rests on no row that is struck', run: () => noStruckRow(subject) },
    {
      name: 'finds nothing where there is nothing',
      run: () => {
        const empty = { ...wholeRun(subject), rows: [], controls: [], trials: [], findings: [], planned: 0 };
        assert.deepEqual(findingsOf(subject, empty), [], 'a run without rows supports no finding');
      },
    },
    ...partialRuns
      .filter(({ name }) => name !== 'a run without rows')
      .map(({ name, of }): Case => ({
        name: `copes with ${name}`,
        run: () => {
          findingsOf(subject, of(wholeRun(subject))).forEach(assertFinite);
        },
      })),
  ];
}

/** Whatever strikes it: verdicts that later versions add, too. */
function noStruckRow(subject: AnalysisSubject): void {
  const whole = wholeRun(subject);
  const verdicts = Object.keys(verdictMeanings) as Verdict[];
  for (const verdict of verdicts) {
    const rows = whole.rows.map((row, index) =>
      index % 2 === 0 ? { ...row, verdict, verdicts: [verdict] } : row,
    );
    const struck = new Set(rows.filter(isStruck).map(({ cell }) => cell.id));
    for (const { id, cells } of findingsOf(subject, { ...whole, rows })) {
      const cited = cells.filter((cell) => struck.has(cell));
      assert.deepEqual(cited, [], `${id} must not rest on rows that are ${verdict}: use usableRows()`);
    }
  }
}

function oneSentence({ id, statement, numbers }: Finding): void {
  const said = `the statement of ${id} must be one sentence: ${JSON.stringify(statement)}`;
  assert.match(statement, /^\S[^\n\r]*[.!?]$/, said);
  const plain = statement.replace(/\b(?:vs|cf|approx|e\.g|i\.e)\./g, '');
  assert.doesNotMatch(plain, /[.!?]\s+\p{Lu}/u, said);
  if (Object.keys(numbers).length > 0) {
    assert.match(
      statement,
      /\d/,
      `the statement of ${id} must give its numbers: ${JSON.stringify(statement)}`,
    );
  }
}

function soundInterval({ id, interval }: Finding): void {
  if (interval === undefined) return;
  const { low, high, level } = interval;
  assert.ok(
    low <= high,
    `the interval of ${id} must run from low to high, not from ${String(low)} to ${String(high)}`,
  );
  assert.ok(level > 0 && level < 1, `the level of ${id} must be between 0 and 1, and is ${String(level)}`);
  assert.ok([low, high].every(Number.isFinite), `the interval of ${id} must be finite`);
}
