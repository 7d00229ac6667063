import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { axisValue, defaultPoint } from '../plan/axis-values.js';
import type { Cell } from '../../contract/cell.js';
import type { Row } from '../../contract/row.js';
import type { TrialRecord, Verdict } from '../../contract/trial-record.js';
import {
  groupRows,
  impliedClients,
  isStruck,
  mapStrings,
  occurringVerdicts,
  remarks,
  usableRows,
  varyingAxes,
  verdictMeanings,
} from './describe.js';
import { severity } from '../rows/verdict.js';

const use = (label: string): Cell['codec'] => ({ use: label, options: {}, label });

function cell(part: Partial<Cell> = {}): Cell {
  return {
    id: 'a',
    ...defaultPoint(),
    concurrency: 10,
    ...part,
  };
}

/** Only what the functions under test read. */
function row(part: Partial<Cell>, verdicts: readonly Verdict[] = ['valid'], completed = 1): Row {
  const trials = { completed, failed: 0, planned: 1 };
  return { cell: cell(part), verdicts, trials, throughput: 2e4, response: { mean: 5e5 } } as unknown as Row;
}

test('an axis is said as people write it', () => {
  const busy = cell({
    flow: [use('a'), use('b-2')],
    size: { requestBytes: 64, replyBytes: 4096 },
    serviceTimeNs: 2e6,
  });
  assert.is(axisValue(cell(), 'flow'), 'none');
  assert.is(axisValue(busy, 'flow'), 'a+b-2');
  assert.is(axisValue(busy, 'size'), '64B-4KiB');
  assert.is(axisValue(busy, 'serviceTimeNs'), '2.00 ms');
  assert.is(axisValue(busy, 'placement'), 'split');
});

test('only axes with more than one value vary', () => {
  assert.equal(varyingAxes([cell(), cell({ link: use('unix'), concurrency: 1 })]), ['link', 'concurrency']);
  assert.equal(varyingAxes([]), []);
});

test('groups: by size and further axes; within by clients, then transport in the order of the plan', () => {
  const sizes = [4096, 64].map((bytes) => ({ requestBytes: bytes, replyBytes: bytes }));
  const rows = sizes.flatMap((size) =>
    [10, 1].flatMap((concurrency) =>
      ['z', 'b'].map((name) => row({ size, concurrency, transport: use(name) })),
    ),
  );
  const groups = groupRows(rows).map((group) => [
    group.axes.map(({ value }) => value).join(),
    group.rows.map((each) => `${each.cell.transport.label}${String(each.cell.concurrency)}`).join(),
  ]);
  assert.equal(groups, [
    ['64B', 'z1,b1,z10,b10'],
    ['4KiB', 'z1,b1,z10,b10'],
  ]);
  assert.is(groupRows([row({ link: use('unix') }), row({ link: use('tcp') })]).length, 2);
});

test('verdicts: each is explained, struck ones by any that holds, those of rows not run do not occur', () => {
  assert.equal(Object.keys(verdictMeanings).sort(), [...severity].sort());
  assert.ok(isStruck(row({}, ['too-few-samples', 'under-driven'])));
  assert.ok(isStruck(row({}, ['disturbed'])));
  assert.not.ok(isStruck(row({}, ['client-bound'])));
  const rows = [
    row({}, ['unsteady']),
    row({}, ['client-bound', 'unsteady']),
    row({}, ['failed'], 0),
    row({}),
  ];
  assert.equal(occurringVerdicts(rows), ['client-bound', 'unsteady']);
});

test('rows are usable that are not struck and have a launch', () => {
  const launches = [{}] as unknown as Row['launches'];
  const rows = [row({}), row({}, ['unsteady']), row({}, ['failed'])].map((each) => ({ ...each, launches }));
  const none = { ...row({}), launches: [] };
  assert.equal(usableRows([...rows, none]), rows.slice(0, 2));
});

test("Little's law", () => {
  assert.is(impliedClients(row({})), 10);
  assert.is(impliedClients({ ...row({}), throughput: null }), null);
});

test('remarks are counted by trial, the most frequent first', () => {
  const failing = {
    collector: 'usage',
    peer: 'client',
    status: 'failed',
    error: 'gone',
    notes: ['lost 2 events'],
  };
  const trials = [
    { notes: ['a'], problems: [], evidence: [failing] },
    { notes: ['b', 'b'], problems: ['left'], evidence: [] },
    { notes: ['b'], problems: [], evidence: [] },
  ] as unknown as TrialRecord[];
  assert.equal(remarks(trials), [
    { text: 'b', trials: 2 },
    { text: 'a', trials: 1 },
    { text: 'collector usage (client) failed: gone', trials: 1 },
    { text: 'usage (client): lost 2 events', trials: 1 },
    { text: 'teardown: left', trials: 1 },
  ]);
});

test('strings are replaced wherever they are, nothing else is', () => {
  const upper = mapStrings({ a: ['x', 1, null, true, { b: 'y' }] }, (text) => text.toUpperCase());
  assert.equal(upper, { A: ['X', 1, null, true, { B: 'Y' }] });
});

test.run();
