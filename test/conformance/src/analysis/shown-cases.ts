import { strict as assert } from 'node:assert';
import { allAxes, caveatKinds, type Finding, questions, type Results, type Row } from '@wiretax/core';
import type { Case } from '../cases.js';
import { contributionOf } from '../subject.js';
import { type AnalysisSubject, findingsOf, wholeRun } from './findings.js';

/** How reports show the analysis: its title, and marks, curves and tables of its findings. */
export function shownCases(subject: AnalysisSubject): readonly Case[] {
  return [
    {
      name: 'has a title of one line, and a place among the others',
      run: () => {
        const { title, weight } = contributionOf(subject, 'analyses');
        assert.match(title, /^\S(?:.{0,58}\S)?$/u, 'the title must be one line of at most 60 characters');
        assert.ok(weight === undefined || Number.isFinite(weight), 'the weight must be finite');
      },
    },
    {
      name: 'marks and curves are on curves of the run',
      run: () => {
        const whole = wholeRun(subject);
        for (const finding of findingsOf(subject, whole)) onCurves(finding, whole);
      },
    },
    {
      name: 'caveats and answers are of those that reports know',
      run: () => {
        for (const { id, caveats = [], answers, cells } of findingsOf(subject, wholeRun(subject))) {
          const kinds = caveats.map(({ kind }) => kind);
          assert.deepEqual(kinds, [...new Set(kinds)], `${id} must have each caveat once`);
          for (const { kind, cells: doubted } of caveats) {
            assert.ok(caveatKinds.includes(kind), `${id} has a caveat ${kind} that nobody explains`);
            const others = doubted.filter((cell) => !cells.includes(cell));
            assert.deepEqual(others, [], `caveats of ${id} must be of its cells`);
          }
          assert.ok(
            answers === undefined || questions.includes(answers),
            `${id} answers no question that is asked`,
          );
        }
      },
    },
    {
      name: 'tables have an entry for each column',
      run: () => {
        for (const { id, tables = [] } of findingsOf(subject, wholeRun(subject))) {
          for (const { title, columns, rows } of tables) {
            assert.match(title, /^\S.*$/u, `tables of ${id} must have a title`);
            for (const row of rows) {
              assert.equal(row.length, columns.length, `a row of the table "${title}" of ${id}`);
            }
          }
        }
      },
    },
  ];
}

function onCurves({ id, marks = [], curves = [] }: Finding, { rows }: Results): void {
  for (const { axis, figure, cells } of [...marks, ...curves]) {
    assert.ok(placesOn(axis, rows) !== undefined, `${id} is on ${axis}, which is no axis of numbers`);
    const own = rows.filter(({ cell }) => cells.includes(cell.id));
    assert.ok(own.length > 0, `a mark or curve of ${id} must name cells of the run`);
    const known = own.some((row) => typeof figureOf(row, figure) === 'number');
    assert.ok(known, `${id} is on the figure ${figure}, which none of its rows has`);
  }
  for (const { axis, at, low: from, high: to, cells } of marks) {
    assert.equal(
      from === undefined,
      to === undefined,
      `an interval of a mark of ${id} has both ends or none`,
    );
    const [low, high] = [from ?? at, to ?? at];
    const places =
      placesOn(
        axis,
        rows.filter(({ cell }) => cells.includes(cell.id)),
      ) ?? [];
    const measured = at >= Math.min(...places) && at <= Math.max(...places);
    assert.ok(measured, `${id} is marked at ${String(at)}, beyond what was measured`);
    assert.ok(low <= at && at <= high, `${id} is marked at ${String(at)}, outside of its interval`);
    assert.ok(low > 0 && high < Infinity, `the interval of a mark of ${id} must be above 0 and end`);
  }
  for (const { points } of curves) {
    assert.ok(points.length > 1, `a curve of ${id} must have two points or more`);
    const ascend = points.every(({ x }, index) => index === 0 || x > (points[index - 1]?.x ?? x));
    assert.ok(ascend, `points of a curve of ${id} must ascend`);
    const finite = points.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y));
    assert.ok(finite, `points of a curve of ${id} must be finite`);
  }
}

/** Where rows are along an axis; undefined if it is none of numbers. */
function placesOn(name: string, rows: readonly Row[]): readonly number[] | undefined {
  const axis = allAxes().find((each) => each.name === name);
  if (axis === undefined) return undefined;
  if (axis.form === 'size') return rows.map(({ cell }) => cell.size.requestBytes);
  if (axis.form !== 'count' && axis.form !== 'duration') return undefined;
  return rows.map(({ cell }) => Number(cell[axis.field]));
}

function figureOf(row: Row, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, key) => (value as Readonly<Record<string, unknown>> | null)?.[key], row);
}
