import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { FlowControl, Plugin } from '@wiretax/core';
import { createKernel } from '@wiretax/core/run';
import { fakeHost } from '@wiretax/core/testing';
import type { Mention } from '../read/located.js';
import { ProblemList } from '../read/problem-list.js';
import { foundPlugin } from '../plugins/found-plugin.fixture.js';
import { checkNames } from './names.js';

const plain: FlowControl = { around: (call) => call };
const limited: FlowControl = {
  ...plain,
  options: { type: 'object', properties: { maxInflight: { type: 'integer' } }, additionalProperties: false },
};
const plugin: Plugin = {
  name: 'flows',
  api: 2,
  apply: (bench) => {
    bench.flows.add('semaphore', limited);
    bench.flows.add('plain', plain);
  },
};
const kernel = createKernel({
  host: fakeHost(),
  plugins: [{ plugin, version: '1', entry: 'file:///x', dependencies: {} }],
  settings: {},
});
const found = [foundPlugin('flows', { provides: { flow: ['semaphore', 'plain', 'promised'] } })];

const plainFlow: Mention = {
  kind: 'flow',
  name: 'plain',
  options: {},
  label: 'plain',
  path: 'flow[0]',
  excluded: false,
};

function check(mention: Partial<Mention>, used: readonly Mention[] = []) {
  const problems = new ProblemList();
  checkNames(kernel, found, [...used, { ...plainFlow, ...mention }], problems);
  return problems.problems;
}

test('what a plugin has added is fine, with options that it takes', () => {
  assert.equal(check({}), []);
  assert.equal(check({ name: 'semaphore', options: { maxInflight: 5 } }), []);
});

test('a misspelt name comes with the nearest', () => {
  assert.is(check({ name: 'semaphor' })[0]?.nearest, 'semaphore');
});

test('options are checked against the schema; without one there are none', () => {
  assert.is(check({ name: 'semaphore', options: { maxInflght: 5 } })[0]?.path, 'flow[0].maxInflght');
  assert.match(check({ options: { x: 1 } })[0]?.message ?? '', /plain takes no options/);
});

test('a plugin that promises a name and does not add it is told on', () => {
  assert.match(check({ name: 'promised' })[0]?.message ?? '', /flows says that it provides flow promised/);
});

test('an exclude may name a label, or a contribution that is not in use', () => {
  const used: Mention = { ...plainFlow, name: 'semaphore', label: 'semaphore-50' };
  assert.equal(check({ name: 'semaphore-50', excluded: true }, [used]), []);
  assert.equal(check({ name: 'promised', excluded: true }), []);
  assert.is(check({ name: 'semaphre', excluded: true })[0]?.nearest, 'semaphore');
});

test('a label of another kind is none', () => {
  const used: Mention = { ...plainFlow, name: 'semaphore', label: 'semaphore-50' };
  const [problem] = check({ kind: 'transport', name: 'semaphore-50', excluded: true }, [used]);
  assert.match(problem?.message ?? '', 'there is no transport semaphore-50');
});

test.run();
