import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readExperiment } from './experiment.js';
import { ProblemList } from './problem-list.js';
import { reportSchemaProblems } from '../check/schema-problems.js';

function read(raw: Readonly<Record<string, unknown>>) {
  const problems = new ProblemList();
  const { adaptive, repetitions } = readExperiment(raw, 's', problems).experiment;
  reportSchemaProblems(raw, problems);
  return { adaptive, repetitions, problems: problems.problems };
}

test('a goal, a budget, or both; a goal takes at least three launches', () => {
  assert.equal(read({}), { adaptive: undefined, repetitions: 5, problems: [] });
  const goal = { relativeWidth: 0.05 };
  assert.equal(read({ until: { ci: '5%' } }), { adaptive: goal, repetitions: 3, problems: [] });
  assert.equal(read({ until: 'ci=5%' }).adaptive, goal);
  assert.equal(read({ until: { ci: '5 %' }, repetitions: 1 }), {
    adaptive: goal,
    repetitions: 3,
    problems: [],
  });
  assert.is(read({ until: { ci: '5%' }, repetitions: 7 }).repetitions, 7);
  assert.equal(read({ budget: '20m' }), { adaptive: { budgetMs: 1_200_000 }, repetitions: 1, problems: [] });
  assert.is(read({ budget: '20m', repetitions: 2 }).repetitions, 2);
  assert.equal(read({ until: { ci: '2.5%' }, budget: '1h' }).adaptive, {
    relativeWidth: 0.025,
    budgetMs: 3_600_000,
  });
});

test('what is no goal or no time is refused with its key path', () => {
  for (const [raw, path] of [
    [{ until: 5 }, 'until'],
    [{ until: 'c=5%' }, 'until'],
    [{ until: {} }, 'until.ci'],
    [{ until: { ci: 0.05 } }, 'until.ci'],
    [{ until: { ci: '0%' } }, 'until.ci'],
    [{ until: { ci: '100%' } }, 'until.ci'],
    [{ until: { p99: '5%' } }, 'until.p99'],
    [{ budget: 20 }, 'budget'],
    [{ budget: '0s' }, 'budget'],
  ] as const) {
    assert.ok(
      read(raw).problems.some((problem) => problem.path === path),
      `${JSON.stringify(raw)}: ${JSON.stringify(read(raw).problems)}`,
    );
  }
});

test.run();
