import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { sampleConditions } from '../../testing/sample-conditions.js';
import { sampleManifest } from '../../testing/sample-manifest.js';
import { fitnessOf } from './fitness.js';
import { unfitness } from './notes.js';

const { machine } = sampleManifest();

function unfit(...parts: Parameters<typeof sampleConditions>): string | undefined {
  return unfitness(machine, sampleConditions(...parts));
}

test('a quiet machine is fit, and one that tells nothing is not blamed', () => {
  assert.is(unfit(), undefined);
  const silent = {
    loadAverage: null,
    foreignCpus: null,
    stolenCpus: null,
    availableBytes: null,
    periods: null,
    throttledPeriods: null,
  };
  assert.is(unfit(silent, { allowedCpus: null }), undefined);
  assert.is(fitnessOf(machine, sampleConditions(silent)).length, 6);
});

test('more tasks than CPUs can run', () => {
  assert.is(unfit({ loadAverage: 21.04 }), 'load average 21.04 on 2 CPUs');
  assert.is(unfit({ loadAverage: 2.9 }), undefined, 'a run that has just ended leaves that much');
});

test('others that use the CPUs, in this machine or in others', () => {
  assert.is(unfit({ foreignCpus: 1.9 }), 'other processes use 1.9 of 2 CPUs');
  assert.is(unfit({ foreignCpus: 0.9 }, { allowedCpus: '1' }), 'other processes use 0.9 of 1 CPU');
  assert.is(unfit({ stolenCpus: 0.3 }), 'stolen time 0.3 of 2 CPUs');
});

test('a quota that peers can reach', () => {
  const text = unfit({ periods: 99, throttledPeriods: 95 }, { quotaCpus: 0.5 });
  assert.is(text, 'CPU quota 0.5 CPUs, spent early in 95 of 99 periods so far');
  assert.is(unfit({}, { quotaCpus: 1.5 }), 'CPU quota 1.5 CPUs');
  assert.is(unfit({}, { quotaCpus: 2 }), undefined, 'all that there is');
  const many = { ...machine, logicalCpus: 64 };
  const quota = (quotaCpus: number) =>
    unfitness(many, sampleConditions({}, { quotaCpus, allowedCpus: '0-63' }));
  assert.is(quota(6), undefined, 'more than peers use');
  assert.is(quota(3), 'CPU quota 3 CPUs');
});

test('little memory', () => {
  assert.is(unfit({ availableBytes: 220_000_000 }), 'free memory 210 MiB');
});

test('a clock that follows the load', () => {
  const saving = { ...machine, governor: 'powersave' };
  assert.match(unfitness(saving, sampleConditions()) ?? '', /^governor powersave: the clock follows/);
  assert.is(unfitness(saving, sampleConditions(), ['governor']), undefined);
  assert.is(unfitness({ ...machine, governor: 'performance' }, sampleConditions()), undefined);
});

test('each has its remedy, and all are said at once', () => {
  const conditions = sampleConditions({ loadAverage: 21, foreignCpus: 2, availableBytes: 1 });
  assert.is(fitnessOf(machine, conditions).filter(({ remedy }) => remedy !== undefined).length, 3);
  assert.is(
    unfitness(machine, conditions),
    'load average 21 on 2 CPUs; other processes use 2.0 of 2 CPUs; free memory 0 MiB',
  );
});

test.run();
