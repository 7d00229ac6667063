import { strict as assert } from 'node:assert';
import type { Finding, Results } from '@wiretax/core';
import { study } from '../results/study.js';
import { contributionOf, type Subject } from '../subject.js';

export interface AnalysisSubject extends Subject {
  /** A run in which the analysis has something to find, if it finds nothing in the kit's own. */
  readonly results?: Results;
}

/** A copy of the run in which there is something to find. */
export function wholeRun(subject: AnalysisSubject): Results {
  return structuredClone(subject.results ?? study());
}

export function findingsOf(
  subject: AnalysisSubject,
  results: Results,
  analysis = contributionOf(subject, 'analyses'),
): readonly Finding[] {
  return [...analysis.analyse(results)];
}

/** Ids that are unique and of letters, digits, dots and dashes. */
export function assertIds(findings: readonly Finding[]): void {
  const ids = findings.map(({ id }) => id);
  for (const id of ids) {
    assert.match(
      id,
      /^[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*$/,
      `id ${JSON.stringify(id)} must be of letters, digits, dots and dashes`,
    );
  }
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
  assert.deepEqual(twice, [], 'each finding must have an id of its own');
}

/** Numbers and sentences that hold no figure that is none. */
export function assertFinite({ id, statement, numbers }: Finding): void {
  const junk = /\bNaN\b|\bundefined\b|\bInfinity\b|\[object \w+\]/.exec(statement);
  assert.ok(junk === null, `the statement of ${id} must not say ${String(junk?.[0])}: ${statement}`);
  for (const [name, value] of Object.entries(numbers)) {
    assert.ok(Number.isFinite(value), `number ${name} of ${id} must be finite, and is ${String(value)}`);
  }
}
