import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Bench } from '../../contract/plugin.js';
import type { Collector } from '../../contract/collector.js';
import { use } from '../../testing/sample-experiment.js';
import { run } from '../../trial/run/run.js';
import { experiment, hostWith, kernelOn, request, storedTrials } from '../../trial/run/run.test.support.js';

const heavy = (nodeFlags: readonly string[], attached: number[]): Collector => ({
  overhead: 'heavy',
  side: 'outside',
  nodeFlags,
  probe: () => Promise.resolve({ available: true }),
  attach: ({ pid }) => {
    attached.push(pid);
    return Promise.resolve({ detach: () => Promise.resolve({ metrics: [], artifacts: [], notes: [] }) });
  },
});
const one = {
  ...experiment,
  axes: { ...experiment.axes, transport: [use('tcp')], concurrency: [1] },
  repetitions: 1,
  collectors: [use('plain'), use('flagged')],
};

test('a collector that needs Node flags gets peers of its own, set up, pinned and warmed up', async () => {
  const host = hostWith();
  const started: (readonly string[])[] = [];
  const spawning = {
    ...host,
    spawn: (...args: Parameters<typeof host.spawn>) => {
      started.push(args[1].slice(0, -1));
      return host.spawn(...args);
    },
  };
  const plain: number[] = [];
  const flagged: number[] = [];
  const phases: string[] = [];
  const kernel = kernelOn(spawning, (bench: Bench) => {
    bench.collectors.add('plain', heavy([], plain));
    bench.collectors.add('flagged', heavy(['--perf-basic-prof'], flagged));
    for (const phase of ['setup', 'pin', 'warmup', 'measure', 'profile', 'teardown'] as const) {
      bench.hooks[phase].tap('note', () => phases.push(phase));
    }
  });
  await run(request(kernel, { experiment: one }));
  assert.equal(started, [[], [], ['--perf-basic-prof'], ['--perf-basic-prof']]);
  assert.equal(
    phases.join(' '),
    'setup pin warmup measure profile teardown setup pin warmup profile teardown',
  );
  assert.is(plain.filter((pid) => flagged.includes(pid)).length, 0);
  assert.is(flagged.length, 2);
  assert.is(host.running.size, 0);
  const [record] = storedTrials(host);
  assert.equal(
    record?.evidence.map(({ collector, peer, status, observer }) => [
      collector,
      peer,
      status,
      observer?.throughput,
    ]),
    ['plain', 'flagged'].flatMap((name) => ['server', 'client'].map((peer) => [name, peer, 'completed', 0])),
  );
});

test('a pass whose peers fail leaves the trial completed and says why', async () => {
  const kernel = kernelOn(hostWith({}, true), (bench) => {
    bench.collectors.add('plain', heavy([], []));
    bench.collectors.add('flagged', heavy(['--perf-basic-prof'], []));
  });
  const { results } = await run(request(kernel, { experiment: one }));
  const [record] = results.trials;
  assert.is(record?.status, 'completed');
  const failed = record?.evidence.filter(({ status }) => status === 'failed') ?? [];
  assert.equal(
    failed.map(({ collector, peer }) => [collector, peer]),
    [
      ['flagged', 'client'],
      ['flagged', 'server'],
    ],
  );
  assert.match(failed[0]?.error ?? '', 'peer exited with code 9');
});

test.run();
