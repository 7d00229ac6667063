import { strict as assert } from 'node:assert';
import type { Finding, Results } from '@wiretax/core';
import type { Case } from '../cases.js';
import { frozen } from '../results/frozen.js';
import { contributionOf } from '../subject.js';
import { askedDuring } from './clock-and-chance.js';
import { type AnalysisSubject, findingsOf, wholeRun } from './findings.js';

/** An analysis depends on the results, and on nothing else. */
export function purityCases(subject: AnalysisSubject): readonly Case[] {
  return [
    {
      name: 'answers at once with a list',
      run: () => {
        const found: unknown = contributionOf(subject, 'analyses').analyse(wholeRun(subject));
        assert.ok(
          Array.isArray(found),
          'analyse must return an array of findings, no promise and no iterator',
        );
      },
    },
    {
      name: 'finds the same in the same results',
      run: () => {
        const analysis = contributionOf(subject, 'analyses');
        const once = findingsOf(subject, wholeRun(subject), analysis);
        const again = findingsOf(subject, wholeRun(subject), analysis);
        assert.deepEqual(again, once, 'the second analysis of the same results must find what the first did');
      },
    },
    {
      name: 'asks no clock and leaves nothing to chance',
      run: () => {
        const analysis = contributionOf(subject, 'analyses');
        const asked = askedDuring(() => void findingsOf(subject, wholeRun(subject), analysis));
        assert.deepEqual(asked, [], 'an analysis must be the same on stored runs, so it may not ask these');
      },
    },
    {
      name: 'leaves the results as they are',
      run: () => {
        const analysis = contributionOf(subject, 'analyses');
        try {
          findingsOf(subject, frozen(wholeRun(subject)), analysis);
        } catch (thrown) {
          assert.fail(`the analysis must work with frozen results, and failed: ${String(thrown)}`);
        }
      },
    },
    {
      name: 'finds the same whatever the order of rows and trials',
      run: () => {
        const whole = wholeRun(subject);
        const turned: Results = {
          ...whole,
          rows: whole.rows.toReversed(),
          controls: whole.controls.toReversed(),
          trials: whole.trials.toReversed(),
        };
        assert.deepEqual(
          sorted(findingsOf(subject, turned)),
          sorted(findingsOf(subject, whole)),
          'rows in another order must not change what is found',
        );
      },
    },
    {
      name: 'finds the same in results that were stored, and findings can be stored',
      run: () => {
        const whole = wholeRun(subject);
        const found = findingsOf(subject, whole);
        assert.deepEqual(
          findingsOf(subject, stored(whole)),
          found,
          'stored results must bring the same findings',
        );
        assert.deepEqual(stored(found), found, 'findings must be plain data that JSON keeps');
      },
    },
  ];
}

function stored<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

function sorted(findings: readonly Finding[]): readonly Finding[] {
  return findings
    .map((finding) => ({ ...finding, cells: finding.cells.toSorted() }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}
