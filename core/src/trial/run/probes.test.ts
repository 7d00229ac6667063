import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Collector } from '../../contract/collector.js';
import { probeCollectors } from './probes.js';
import { use } from '../../testing/sample-experiment.js';
import { run } from './run.js';
import { experiment, hostWith, kernelOn, never, quiet, request, storedTrials } from './run.test.support.js';

test('every collector says whether it can work; one that throws can not', async () => {
  const probing = (probe: Collector['probe']): Collector => ({
    overhead: 'free',
    side: 'outside',
    probe,
    attach: () => Promise.reject(new Error('unused')),
  });
  const kernel = kernelOn(hostWith(), ({ collectors }) => {
    collectors.add(
      'fine',
      probing(() => Promise.resolve({ available: true, note: 'no PMU' })),
    );
    collectors.add(
      'throws',
      probing(() => {
        throw new Error('out of luck');
      }),
    );
  });
  const [fine, throws] = await probeCollectors(kernel, never);
  assert.equal(fine?.availability, { available: true, note: 'no PMU' });
  assert.equal(throws?.availability, {
    available: false,
    missing: 'collector throws (wiretax-plugin-stack 1.0.0) failed: out of luck',
    remedy: 'tell its author, or leave it out',
  });
});

test('a run says at once what can not work, attaches nothing of it, and puts it on record', async () => {
  const host = hostWith();
  const attached: string[] = [];
  const missing = {
    available: false,
    missing: 'perf is not installed',
    remedy: 'apt-get install linux-perf',
  } as const;
  const kernel = kernelOn(host, ({ collectors }) => {
    for (const overhead of ['free', 'heavy'] as const) {
      collectors.add(`no-${overhead}`, {
        overhead,
        side: 'outside',
        probe: () => Promise.resolve(missing),
        attach: () => {
          attached.push(overhead);
          return Promise.reject(new Error('unused'));
        },
      });
    }
  });
  const warnings: string[] = [];
  await run(
    request(kernel, {
      experiment: { ...experiment, collectors: [use('no-free'), use('no-heavy')] },
      observer: { ...quiet, started: (plan) => warnings.push(...plan.warnings) },
    }),
  );
  const said = (name: string): string =>
    `collector ${name} (wiretax-plugin-stack 1.0.0) can't work here: perf is not installed; apt-get install linux-perf`;
  assert.equal(warnings, [said('no-free'), said('no-heavy')]);
  assert.equal(attached, []);
  const [record] = storedTrials(host);
  assert.is(record?.status, 'completed');
  assert.equal(
    record?.evidence.map(({ window, peer, status, error }) => [window, peer, status, error]),
    ['measure', 'profile'].flatMap((window) =>
      ['client', 'server'].map((peer) => [
        window,
        peer,
        'failed',
        said(window === 'measure' ? 'no-free' : 'no-heavy'),
      ]),
    ),
  );
});

test.run();
