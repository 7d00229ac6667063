import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Collector } from '../contract/collector.js';
import { probeCollectors } from './probes.js';
import { hostWith, kernelOn, never } from './run.test.support.js';

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

test.run();
