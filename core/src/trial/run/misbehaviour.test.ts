import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Bench } from '../../contract/plugin.js';
import { withTime } from '../../testing/fake-clock.js';
import { use } from '../../testing/sample-experiment.js';
import { report } from './report.js';
import { run } from './run.js';
import { experiment, hostWith, kernelOn, never, request, storedTrials } from './run.test.support.js';

test('one reporter that fails stops no other, and the failure has its name', async () => {
  const host = hostWith();
  const printed: string[] = [];
  const kernel = kernelOn(host, (bench) => {
    bench.reporters.add('broken', {
      report: () => {
        throw new Error('out of ink');
      },
    });
    bench.reporters.add('fine', {
      report: ({ findings }, { print }) => {
        print(findings[0]?.statement ?? '');
      },
    });
    bench.analyses.add('count', {
      title: 'Counts',
      analyse: ({ rows }) => [
        { id: 'count', statement: `${String(rows.length)} rows`, numbers: {}, cells: [] },
      ],
    });
    bench.hooks.report.tap('last', ({ output }) => {
      output.print('tap');
    });
  });
  const { results } = await run(request(kernel));
  const failures = await report({
    kernel,
    results,
    reporters: ['broken', 'fine'],
    signal: never,
    print: (text) => printed.push(text),
  });
  assert.equal(printed, ['4 rows', 'tap']);
  assert.equal(failures, ['reporter broken (wiretax-plugin-stack 1.0.0) failed in report: out of ink']);
});

test('a collector that fails only fails its own entry', async () => {
  const host = hostWith();
  const kernel = kernelOn(host, (bench) => {
    bench.collectors.add('missing', {
      overhead: 'free',
      side: 'outside',
      probe: () => Promise.resolve({ available: true }),
      attach: () =>
        Promise.reject(
          new Error(
            'perf is not installed. apt-get install linux-perf, or leave it out with --collect none.',
          ),
        ),
    });
    bench.collectors.add('heavy', {
      overhead: 'heavy',
      side: 'outside',
      probe: () => Promise.resolve({ available: true }),
      attach: ({ peer }) =>
        Promise.resolve({
          detach: () =>
            Promise.resolve({
              metrics: [{ name: 'work', value: peer === 'server' ? 50 : 20, unit: 'count', kind: 'counter' }],
              artifacts: [],
              notes: [],
            } as const),
        }),
    });
  });
  const { results } = await run(
    request(kernel, { experiment: { ...experiment, collectors: [use('missing'), use('heavy')] } }),
  );
  const [record] = storedTrials(host);
  assert.is(record?.status, 'completed');
  const failed = record?.evidence.filter(({ status }) => status === 'failed') ?? [];
  assert.is(failed.length, 2);
  assert.match(
    failed[0]?.error ?? '',
    'collector missing (wiretax-plugin-stack 1.0.0) failed in measure: perf is not installed.',
  );
  const heavy = record?.evidence.filter(({ collector }) => collector === 'heavy') ?? [];
  assert.equal(
    heavy.map(({ window }) => window),
    ['profile', 'profile'],
  );
  assert.is(heavy[0]?.observer?.throughput, 0);
  const metric = results.rows[0]?.metrics.find(({ peer }) => peer === 'server');
  assert.is(metric?.perCall, 50 / 10_000);
});

test('analyses run for whoever shows findings, and for nobody else', async () => {
  const reported = async (reporters: readonly string[], tapped = false): Promise<string> => {
    const host = hostWith();
    const analysed: string[] = [];
    const kernel = kernelOn(host, (bench) => {
      bench.reporters.add('sheet', { findings: 'none', report: () => undefined });
      bench.reporters.add('page', { report: () => undefined });
      bench.analyses.add('count', {
        title: 'None',
        analyse: () => {
          analysed.push('count');
          return [];
        },
      });
      if (tapped) bench.hooks.report.tap('upload', () => undefined);
    });
    const { results } = await run(request(kernel, { experiment: one }));
    assert.equal(await report({ kernel, results, reporters, signal: never }), []);
    const kept = [...host.files.texts.keys()].some((path) => path.endsWith('findings.json'));
    return `${analysed.length > 0 ? 'analysed' : 'not analysed'}, ${kept ? 'kept' : 'not kept'}`;
  };
  assert.is(await reported(['sheet']), 'not analysed, not kept');
  assert.is(await reported(['sheet', 'page']), 'analysed, kept');
  assert.is(await reported(['sheet'], true), 'analysed, kept');
  assert.is(await reported([]), 'analysed, kept');
});

const one = {
  ...experiment,
  axes: { ...experiment.axes, transport: [use('tcp')], concurrency: [1] },
  repetitions: 1,
};

test('a process that a tap leaves running is ended with the trial, and its owner is named', async () => {
  const host = hostWith();
  const kernel = kernelOn(host, ({ hooks, host: machine }) => {
    hooks.setup.tap('proxy', () => machine.spawn('proxy', ['--port', '1']));
    hooks.teardown.tap('tidy', () => machine.spawn('tidy', []).kill('SIGTERM'));
  });
  await withTime(host.clock, run(request(kernel, { experiment: one })));
  assert.is(host.running.size, 0);
  const [record] = storedTrials(host);
  assert.is(record?.status, 'completed');
  assert.is(record?.problems.length, 1);
  assert.match(
    record?.problems[0] ?? '',
    /^teardown: wiretax-plugin-stack 1\.0\.0 left a process running \(proxy --port 1, pid \d+\), which was ended; end it in teardown$/,
  );
});

test('what a plugin is given can not be changed by it, and trying names it', async () => {
  const host = hostWith();
  const vandal = (bench: Bench): void => {
    bench.hooks.pin.tap('bigger', ({ cell }) => {
      (cell.size as { requestBytes: number }).requestBytes = 1;
    });
    bench.analyses.add('vandal', {
      title: 'None',
      analyse: ({ rows }) => {
        (rows as unknown[]).length = 0;
        return [];
      },
    });
  };
  const kernel = kernelOn(host, vandal);
  const { results } = await run(request(kernel, { experiment: one }));
  assert.match(
    storedTrials(host)[0]?.error?.message ?? '',
    'tap bigger (wiretax-plugin-stack 1.0.0) failed in pin of tcp.64B.c1: Cannot assign to read only property',
  );
  const [failure] = await report({ kernel, results, reporters: [], signal: never });
  assert.match(failure ?? '', 'analysis vandal (wiretax-plugin-stack 1.0.0) failed in report: Cannot assign');
});

test('what a plugin gives back in the wrong shape is refused there and then', async () => {
  const host = hostWith();
  const attachment = (evidence: unknown) => ({
    overhead: 'free' as const,
    side: 'outside' as const,
    probe: () => Promise.resolve({ available: true as const }),
    attach: () => Promise.resolve({ detach: () => Promise.resolve(evidence as never) }),
  });
  const kernel = kernelOn(host, (bench) => {
    bench.collectors.add('nothing', { ...attachment(0), attach: () => Promise.resolve(undefined as never) });
    bench.collectors.add('bare', attachment(undefined));
    const metric = { name: 'work', value: Number.NaN, unit: 'count', kind: 'gauge' };
    bench.collectors.add('immeasurable', attachment({ metrics: [metric], artifacts: [], notes: [] }));
    const unit = { ...metric, value: 1, unit: 'furlong' };
    bench.collectors.add('unit', attachment({ metrics: [unit], artifacts: [], notes: [] }));
    bench.analyses.add('mute', { title: 'Mute', analyse: () => undefined as never });
  });
  const collectors = ['nothing', 'bare', 'immeasurable', 'unit'].map((name) => use(name));
  const { results } = await run(request(kernel, { experiment: { ...one, collectors } }));
  const errors =
    storedTrials(host)[0]?.evidence.map(({ error }) => error?.split(' gave is not as ')[1]) ?? [];
  assert.equal(
    [...new Set(errors)],
    [
      '@wiretax/core asks for: it is no object',
      '@wiretax/core asks for: its metrics[0].value is no number',
      '@wiretax/core asks for: its metrics[0].unit is none of count, ns, bytes, ratio, hz',
    ],
  );
  assert.equal(await report({ kernel, results, reporters: [], signal: never }), [
    'analysis mute (wiretax-plugin-stack 1.0.0) failed in report: what analyse gave is not as @wiretax/core asks for: it is no list',
  ]);
});

test.run();
