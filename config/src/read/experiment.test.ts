import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readExperiment } from './experiment.js';
import { ProblemList } from './problem-list.js';

function read(raw: Readonly<Record<string, unknown>>) {
  const problems = new ProblemList();
  return { draft: readExperiment(raw, 'study', problems).experiment, problems: problems.problems };
}

test('everything has a default', () => {
  const { draft, problems } = read({});
  assert.equal(problems, []);
  assert.equal(draft, {
    name: 'study',
    axes: {
      transport: [{ use: 'tcp', options: {}, label: 'tcp' }],
      size: [{ requestBytes: 64, replyBytes: 64 }],
      concurrency: [1],
      flow: [[]],
      codec: [{ use: 'protobuf', options: {}, label: 'protobuf' }],
      link: [{ use: 'tcp', options: {}, label: 'tcp' }],
      placement: ['split'],
      serviceTimeNs: [0],
      node: [{ label: 'default', client: [], server: [] }],
      load: [{ use: 'closed', options: {}, label: 'closed' }],
      topology: [{ use: 'direct', options: {}, label: 'direct' }],
      target: [{ label: 'own' }],
    },
    include: [],
    exclude: [],
    collectors: [{ use: 'usage', options: {}, label: 'usage' }],
    reporters: ['summary', 'html'],
    stop: { durationMs: 1000 },
    warmup: { minMs: 200, maxMs: 8000, minCalls: 5000, settleMs: 1000 },
    repetitions: 5,
    seed: 1,
    callTimeoutMs: 10_000,
    thresholds: [],
    ceiling: true,
    settings: {},
  });
});

test('a share of failed calls may be tolerated, and is left out where none is', () => {
  assert.is(read({ tolerate: '1.5%' }).draft.tolerate, 0.015);
  assert.is(read({ tolerate: '0%' }).draft.tolerate, undefined);
  for (const tolerate of ['100%', '1', 0.01, '-1%'])
    assert.ok(read({ tolerate }).problems.length > 0, String(tolerate));
});

test('a window ends after calls, after a time, or after whichever comes first', () => {
  assert.equal(read({ requests: 100 }).draft.stop, { requests: 100 });
  assert.equal(read({ duration: '400ms' }).draft.stop, { durationMs: 400 });
  assert.equal(read({ requests: 100, duration: '2s' }).draft.stop, { requests: 100, durationMs: 2000 });
});

test('a warmup is a maximum, or a minimum and a maximum', () => {
  assert.equal(read({ warmup: '500ms' }).draft.warmup, {
    minMs: 200,
    maxMs: 500,
    minCalls: 5000,
    settleMs: 500,
  });
  assert.equal(read({ warmup: '50ms' }).draft.warmup, {
    minMs: 50,
    maxMs: 50,
    minCalls: 5000,
    settleMs: 50,
  });
  assert.equal(read({ warmup: 0 }).draft.warmup, { minMs: 0, maxMs: 0, minCalls: 5000, settleMs: 0 });
  assert.is(read({ warmup: { min: '9s' } }).draft.warmup.maxMs, 9000);
  assert.is(read({ warmup: { max: 0, settle: '1s' } }).draft.warmup.settleMs, 1000);
  assert.is(read({ warmup: { max: '100ms' } }).draft.warmup.minMs, 100);
  assert.is(read({ warmup: { calls: 100 } }).draft.warmup.minCalls, 100);
  assert.match(read({ warmup: { min: '2s', max: '1s' } }).problems[0]?.message ?? '', /longer than max/);
});

test('collectors and reporters may be none, or one', () => {
  const { draft } = read({ collectors: [], reporters: 'csv' });
  assert.equal(draft.collectors, []);
  assert.equal(draft.reporters, ['csv']);
  assert.match(read({ collectors: null }).problems[0]?.message ?? '', /write \[\] for none/);
});

test('samples: true adds the collector, unless it is listed', () => {
  const labels = (raw: Readonly<Record<string, unknown>>): readonly string[] =>
    read(raw).draft.collectors.map(({ label }) => label);
  assert.equal(labels({ samples: true }), ['usage', 'samples']);
  assert.equal(labels({ samples: true, collectors: [] }), ['samples']);
  assert.equal(labels({ samples: true, collectors: 'system' }), ['system', 'samples']);
  assert.equal(labels({ samples: true, collectors: ['samples'] }), ['samples']);
  assert.equal(labels({ samples: true, collectors: [{ use: 'samples', rows: 5 }] }), ['samples-5']);
  assert.equal(labels({ samples: false }), ['usage']);
});

test('includes and excludes are read like axes, with their own key path', () => {
  const { draft, problems } = read({
    include: [{ size: '1MiB', concurrency: 1 }],
    exclude: [{ transport: 'tcp', size: '1MiB' }, { concurrency: 0 }],
  });
  assert.equal(draft.include, [{ size: [{ requestBytes: 1048576, replyBytes: 1048576 }], concurrency: [1] }]);
  assert.equal(
    draft.exclude[0]?.transport?.map((use) => use.use),
    ['tcp'],
  );
  assert.equal(
    problems.map(({ path }) => path),
    ['exclude[1].concurrency'],
  );
});

test('all problems come at once', () => {
  const { problems } = read({ seed: -1, repetitions: 0, callTimeout: 'x', requests: 1.5, size: '1' });
  assert.equal(problems.map(({ path }) => path).sort(), [
    'callTimeout',
    'repetitions',
    'requests',
    'seed',
    'size',
  ]);
});

test.run();
