import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Axes } from '@wiretax/core';
import { sampleExperiment, use } from '@wiretax/core/testing';
import { resolveExcludes } from './excludes.js';

const wide = use('grpc', 'grpc-4', { channels: 4 });
const { axes } = sampleExperiment({ transport: [use('tcp'), use('grpc'), wide] });

function resolve(...excludes: Partial<Axes>[]) {
  return resolveExcludes(excludes, [axes, { transport: [use('rest')], concurrency: [50] }]);
}

test('a name leaves out every use of it, whatever the options', () => {
  assert.equal(resolve({ transport: [use('grpc')] }), [{ transport: [use('grpc'), wide] }]);
});

test('a label and a use with options leave out only their own', () => {
  assert.equal(resolve({ transport: [use('grpc-4')] }), [{ transport: [wide] }]);
  assert.equal(resolve({ transport: [use('grpc', 'other', { channels: 4 })] }), [{ transport: [wide] }]);
});

test('included points can be excluded too', () => {
  assert.equal(resolve({ transport: [use('rest')], concurrency: [50] }), [
    { transport: [use('rest')], concurrency: [50] },
  ]);
});

test('an entry with an axis that matches nothing is dropped, not widened', () => {
  assert.equal(resolve({ transport: [use('tcp')], concurrency: [999] }), []);
});

test('flows match as a whole', () => {
  const composed = [use('a'), use('b', 'b-1', { x: 1 })];
  const found = resolveExcludes([{ flow: [[use('a'), use('b')]] }], [{ flow: [[], [use('a')], composed] }]);
  assert.equal(found, [{ flow: [composed] }]);
});

test.run();
