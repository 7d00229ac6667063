import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Finding } from '../../contract/finding.js';
import type { Results } from '../../contract/results.js';
import { report } from './report.js';
import { run } from './run.js';
import { hostWith, kernelOn, never, request } from './run.test.support.js';

test('findings come by the weight of their analyses, stamped with the name; title and weight may be missing', async () => {
  const told: Results[] = [];
  const found = (id: string): Finding => ({
    id,
    statement: 'It is 1.',
    numbers: {},
    cells: [],
    analysis: 'x',
  });
  const kernel = kernelOn(hostWith(), (bench) => {
    const late = { title: 'Late', weight: 2000, analyse: () => [found('late.1')] };
    const old = { analyse: () => [found('old.1')] };
    bench.analyses.add('late', late);
    bench.analyses.add('old', old as never);
    bench.analyses.add('empty', { title: 'Empty', analyse: () => [] });
    bench.analyses.add('early', { title: 'Early', weight: 1, analyse: () => [found('early.1')] });
    bench.reporters.add('fine', { report: (results) => void told.push(results) });
  });
  const { results } = await run(request(kernel));
  await report({ kernel, results, reporters: ['fine'], signal: never });
  const [{ analyses, findings }] = told as [Results];
  assert.equal(analyses, [
    { name: 'early', title: 'Early', weight: 1 },
    { name: 'empty', title: 'Empty', weight: 1000 },
    { name: 'old', title: 'old', weight: 1000 },
    { name: 'late', title: 'Late', weight: 2000 },
  ]);
  assert.equal(
    findings.map(({ id, analysis }) => [id, analysis]),
    [
      ['early.1', 'early'],
      ['old.1', 'old'],
      ['late.1', 'late'],
    ],
  );
});

test('a number that JSON has no word for, a mark, curve or table that is none is refused with its place', async () => {
  const found = { id: 'x', statement: 'It is 1.', numbers: {}, cells: [] };
  const wrong = {
    numbers: { clients: Infinity },
    interval: { low: 1, high: Infinity, level: 0.95 },
    marks: [{ axis: 'size', figure: 'throughput', cells: [], at: '64B' }],
    curves: [{ axis: 'size', figure: 'throughput', cells: [], points: [{ x: 1 }] }],
    tables: [{ title: 'Odd', columns: [], rows: [{}] }],
  };
  const kernel = kernelOn(hostWith(), (bench) => {
    for (const [name, value] of Object.entries(wrong))
      bench.analyses.add(name, { title: name, analyse: () => [{ ...found, [name]: value }] });
  });
  const { results } = await run(request(kernel));
  const failures = await report({ kernel, results, reporters: [], signal: never });
  assert.equal(
    failures.map((text) => text.replace(/^.*asks for: /, '')),
    [
      'its [0].curves[0].points[0].y is no finite number',
      'its [0].interval.high is no finite number',
      'its [0].marks[0].at is no finite number',
      'its [0].numbers.clients is no finite number',
      'its [0].tables[0].rows[0] is no list',
    ],
  );
});

test.run();
