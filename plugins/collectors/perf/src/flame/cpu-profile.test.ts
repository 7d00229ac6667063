import type { Profiler } from 'node:inspector';
import type { CodePackage } from '@wiretax/core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { attribute, Categoriser } from '@wiretax/flame';
import { profiledStacks } from './cpu-profile.js';

function node(id: number, functionName: string, url: string, children: number[] = []): Profiler.ProfileNode {
  return { id, callFrame: { functionName, url, scriptId: '0', lineNumber: 41, columnNumber: 2 }, children };
}

const folder = '/home/me/wiretax/plugins/codecs/json';
const packages: readonly CodePackage[] = [
  {
    name: '@wiretax/plugin-json',
    entry: `file://${folder}/dist/index.js`,
    folder,
    kinds: ['codec'],
    dependencies: [],
  },
];

const profile: Profiler.Profile = {
  startTime: 0,
  endTime: 5000,
  nodes: [
    node(1, '(root)', '', [2, 3, 4, 6]),
    node(2, '(idle)', ''),
    node(3, '(garbage collector)', ''),
    node(4, 'onStreamRead', 'node:internal/stream_base_commons', [5]),
    node(5, '', 'file:///home/me/wiretax/plugins/codecs/json/dist/codec.js'),
    node(6, '(program)', ''),
  ],
  samples: [5, 5, 2, 3, 6, 99],
  timeDeltas: [100, 500, 500, 2000, 400, 600],
};

test('becomes folded stacks, named as those of perf', () => {
  const { stacks, nsPerSample, idleShare } = profiledStacks(profile, packages);
  assert.equal(
    stacks,
    new Map([
      [
        'node;onStreamRead node:internal/stream_base_commons:42_[j];(anonymous) @wiretax/plugin-json/dist/codec.js:42_[j]',
        2,
      ],
      ['node;(garbage collector)', 1],
      ['node;(program)', 1],
    ]),
  );
  assert.is(nsPerSample, ((500 + 500 + 400 + 600) * 1000) / 4);
  assert.is(idleShare, 1 / 5);
  const { categories } = attribute(stacks, new Categoriser(packages));
  assert.is(categories.gc, 1);
  assert.is(categories.serialisation, 2);
  assert.is(categories.other, 1);
});

test('of nothing is nothing', () => {
  assert.equal(profiledStacks({ nodes: [], startTime: 0, endTime: 0 }), {
    stacks: new Map(),
    nsPerSample: 0,
    idleShare: 0,
  });
});

test.run();
