import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Finding } from '../../contract/finding.js';
import { findingGroups, orderedFindings, tellsInterval } from './findings.js';

const found = (id: string, analysis?: string): Finding => ({
  id,
  statement: 'It is 1.',
  numbers: {},
  cells: [],
  ...(analysis === undefined ? {} : { analysis }),
});

const analyses = [
  { name: 'colour', title: 'Colours', weight: 5 },
  { name: 'none', title: 'Nothing', weight: 6 },
  { name: 'shape', title: 'Shapes', weight: 7 },
];

test('groups come in the order of the analyses, without those that found nothing', () => {
  const groups = findingGroups({
    analyses,
    findings: [found('b', 'shape'), found('a', 'colour'), found('c', 'shape')],
  });
  assert.equal(
    groups.map(({ title, findings }) => [title, findings.map(({ id }) => id)]),
    [
      ['Colours', ['a']],
      ['Shapes', ['b', 'c']],
    ],
  );
});

test('one that comes first is before all others, and its analysis too', () => {
  const results = {
    analyses,
    findings: [found('a', 'colour'), found('b', 'shape'), { ...found('c', 'shape'), first: true as const }],
  };
  assert.equal(
    findingGroups(results).map(({ name }) => name),
    ['shape', 'colour'],
  );
  assert.equal(
    orderedFindings(results).map(({ id }) => id),
    ['c', 'b', 'a'],
  );
});

test('an interval is told by a statement that has one, and belongs to none that says nothing is known', () => {
  const told = (statement: string): boolean => tellsInterval({ statement });
  assert.ok(told('tcp is faster by 1.62 times (95 %: 1.55 to 1.70).'));
  assert.ok(told('Near 10 clients, 95 % interval 8 to 12.'));
  assert.ok(told('Whether tcp or rest is faster is not known yet, about 6 launches would tell.'));
  assert.not.ok(told('P99 of tcp is 4.2 times P50.'));
});

test('what 0.1.0 stored is told by ids', () => {
  const groups = findingGroups({
    analyses: [],
    findings: [found('knee.tcp.64B'), found('usl.tcp'), found('knee.rest')],
  });
  assert.equal(
    groups.map(({ name, title, findings }) => [name, title, findings.length]),
    [
      ['knee', 'knee', 2],
      ['usl', 'usl', 1],
    ],
  );
});

test.run();
