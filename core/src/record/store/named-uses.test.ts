import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { use } from '../../testing/sample-experiment.js';
import { withUsesOfNames } from './named-uses.js';

test('the name of a link becomes a use, wherever an axis stands', () => {
  const named = (names: (name: string) => unknown) => ({
    id: 'old',
    experiment: {
      axes: { link: [names('tcp'), names('unix')], placement: ['split'] },
      include: [{ link: [names('unix')] }, { size: [] }],
      exclude: [{ link: [names('memory')], transport: [use('tcp')] }],
      unsaid: { link: names('memory') },
    },
  });
  const now = named((name) => use(name));
  assert.equal(withUsesOfNames(named((name) => name)), now);
  assert.equal(withUsesOfNames(now), now);
});

test('what is no manifest stays what it is', () => {
  for (const value of [
    null,
    5,
    [],
    'x',
    { experiment: [] },
    { experiment: { axes: null, include: {}, unsaid: 1 } },
  ])
    assert.equal(withUsesOfNames(value), value);
});

test.run();
