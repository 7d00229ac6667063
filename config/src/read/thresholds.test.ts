import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { located } from './located.fixture.js';
import { ProblemList } from './problem-list.js';
import { readThreshold } from './thresholds.js';

function read(text: unknown) {
  const problems = new ProblemList();
  const threshold = readThreshold(located(text, 'thresholds[0]', problems))?.value;
  return { threshold, problem: problems.problems[0] };
}

test('figure, series, comparison, limit and cells', () => {
  assert.equal(read('p99(response) < 5ms on tcp.*').threshold, {
    text: 'p99(response) < 5ms on tcp.*',
    figure: 'p99',
    series: 'response',
    comparison: '<',
    limit: 5e6,
    cells: 'tcp.*',
  });
  assert.equal(read(' mean(lag)<=20us ').threshold, {
    text: 'mean(lag)<=20us',
    figure: 'mean',
    series: 'lag',
    comparison: '<=',
    limit: 20_000,
    cells: '*',
  });
  const parts = (text: string): unknown[] => {
    const { figure, series, comparison, limit, cells } = read(text).threshold ?? {};
    return [figure, series, comparison, limit, cells];
  };
  assert.equal(parts('P99.9 < 1.5 ms on *.c1'), ['p999', 'response', '<', 1.5e6, '*.c1']);
  assert.equal(parts('throughput > 20k/s on tcp.64B.c10'), ['throughput', null, '>', 20_000, 'tcp.64B.c10']);
  assert.equal(parts('throughput >= 1500'), ['throughput', null, '>=', 1500, '*']);
  assert.equal(parts('tailratio < 3.5'), ['tailRatio', null, '<', 3.5, '*']);
});

test('what is wrong is said, with the nearest name', () => {
  for (const [text, message, hint] of [
    ['p9(response) < 5ms', /no figure p9; known: mean/, 'p90'],
    ['p98 < 5ms', /no figure p98/, undefined],
    ['p99(reponse) < 5ms', /no latency reponse; known: response, service, lag/, 'response'],
    ['p99 < 5', /"5" isn't a duration/, undefined],
    ['throughput(service) > 5', /write it without \(service\)/, undefined],
    ['throughput > 5ms', /"5ms" isn't a rate/, undefined],
    ['tailRatio < 5ms', /isn't a number/, undefined],
    ['p99 = 5ms', /write it like "p99\(response\) < 5ms on tcp\.\*"/, undefined],
    [5, /5 isn't a threshold/, undefined],
    ['constructor < 5ms', /no figure constructor/, undefined],
    ['p99(__proto__) < 5ms', /no latency __proto__/, undefined],
    [`throughput > ${'9'.repeat(400)}`, /isn't a rate/, undefined],
    [`tailRatio > ${'9'.repeat(400)}`, /isn't a number/, undefined],
    [`p99 < ${'9'.repeat(400)}h`, /isn't a duration/, undefined],
    [`p99${' '.repeat(200_000)}x`, /isn't a threshold/, undefined],
  ] as const) {
    const { threshold, problem } = read(text);
    assert.is(threshold, undefined, String(text));
    assert.is(problem?.path, 'thresholds[0]');
    assert.match(problem?.message ?? '', message);
    if (hint !== undefined) assert.is(problem?.nearest, hint);
  }
});

test.run();
