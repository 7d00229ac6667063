import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { sampleConditions } from '../../testing/sample-conditions.js';
import { sampleManifest } from '../../testing/sample-manifest.js';
import { differences, differenceText, type Ground } from './traits.js';

const { machine } = sampleManifest();
const { inherited } = sampleConditions();
const ground: Ground = { machine, inherited };

function texts(before: Ground, now: Ground): readonly string[] {
  return differences(before, now).map(differenceText);
}

test('a machine is like itself, however much it has to do', () => {
  assert.equal(texts(ground, ground), []);
  const later = { ...machine, stealShare: 0.3, memoryBytes: 1, gitCommit: 'abc' };
  assert.equal(texts(ground, { machine: later, inherited }), []);
  assert.equal(texts(ground, { machine, inherited: { ...inherited, cgroup: '/another/login' } }), []);
});

test('every part of a machine is compared', () => {
  const other = {
    ...machine,
    kernel: '7.0.0',
    node: 'v22.0.0',
    cpuModel: null,
    smt: true,
    governor: 'powersave',
    clockSource: 'hpet',
    mitigations: { meltdown: 'Vulnerable' },
  };
  assert.equal(
    texts(
      { machine: { ...machine, clockSource: 'tsc', mitigations: { meltdown: 'PTI' } } },
      { machine: other },
    ),
    [
      'CPU unknown, was Intel(R) Xeon(R) Processor',
      'SMT on, was off',
      'governor powersave, was unknown',
      'clock source hpet, was tsc',
      'kernel 7.0.0, was 6.18.44',
      'Node.js v22.0.0, was v20.20.2',
      'mitigation of meltdown Vulnerable, was PTI',
    ],
  );
});

test('so is everything that peers inherit', () => {
  const set = { ...inherited, variables: { NODE_OPTIONS: '--expose-gc', LD_PRELOAD: '/a.so' } };
  const other = {
    ...inherited,
    variables: { NODE_OPTIONS: '--jitless' },
    limits: { ...inherited.limits, 'stack size': 'unlimited' },
    allowedCpus: '0',
    nice: 19,
    quotaCpus: 0.5,
    memoryLimitBytes: 2 ** 30,
  };
  assert.equal(texts({ machine, inherited: set }, { machine, inherited: other }), [
    'CPUs that may be used 0, was 0-1',
    'nice level 19, was 0',
    'CPU quota 0.5 CPUs, was none',
    'memory limit 1 GiB, was none',
    'limit of stack size unlimited, was 8388608',
    'NODE_OPTIONS --jitless, was --expose-gc',
    'LD_PRELOAD unset, was /a.so',
  ]);
});

test('what changes nothing for peers is told from what does', () => {
  const other = { machine: { ...machine, perfEventParanoid: 4, execArgv: ['--inspect'], kernel: '7' } };
  assert.equal(
    differences({ machine }, other).map(({ key, essential }) => [key, essential]),
    [
      ['kernel', true],
      ['perfEventParanoid', false],
      ['execArgv', false],
    ],
  );
});

test('what is not known differs from nothing: runs of Wiretax 0.1.0 kept less', () => {
  const now = { machine: { ...machine, clockSource: 'tsc' }, inherited: { ...inherited, nice: 3 } };
  assert.equal(texts({ machine }, now), []);
  assert.equal(texts(now, { machine }), []);
});

test.run();
