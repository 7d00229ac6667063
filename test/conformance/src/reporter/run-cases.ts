import { strict as assert } from 'node:assert';
import type { Case } from '../cases.js';
import { frozen } from '../results/frozen.js';
import { partialRuns } from '../results/partial-runs.js';
import { study } from '../results/study.js';
import { contributionOf } from '../subject.js';
import { assertNoJunk, type ReporterSubject, textsOf } from './rendering.js';

/** What a reporter shows, whole runs and partial ones. */
export function runCases(subject: ReporterSubject): readonly Case[] {
  return [
    {
      name: 'shows a whole run',
      run: async () => {
        const texts = await textsOf(subject, study());
        assert.ok(
          texts.some(({ text }) => text.trim() !== ''),
          'the reporter must print or write something about a whole run',
        );
        assertNoJunk(texts);
      },
    },
    ...partialRuns.map(({ name, of }): Case => ({
      name: `copes with ${name}`,
      run: async () => {
        assertNoJunk(await textsOf(subject, of(study())));
      },
    })),
    {
      name: 'makes the same text of the same results',
      run: async () => {
        const reporter = contributionOf(subject, 'reporters');
        const once = await textsOf(subject, study(), {}, reporter);
        const again = await textsOf(subject, study(), {}, reporter);
        assert.deepEqual(again, once, 'the second report of the same results must be like the first');
      },
    },
    {
      name: 'leaves the results as they are',
      run: async () => {
        const reporter = contributionOf(subject, 'reporters');
        try {
          await textsOf(subject, frozen(study()), {}, reporter);
        } catch (thrown) {
          assert.fail(`the reporter must work with frozen results, and failed: ${String(thrown)}`);
        }
      },
    },
  ];
}
