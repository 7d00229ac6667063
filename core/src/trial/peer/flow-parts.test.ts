import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Again } from '../../contract/flow.js';
import { definePlugin } from '../../contract/plugin.js';
import { applyPlugins } from '../../kernel/bench.js';
import { codeOf, reasonOf } from '../../kernel/errors.js';
import { inertTaps } from '../../kernel/inert-taps.js';
import { fakeHost } from '../../testing/fake-host.js';
import { use } from '../../testing/sample-experiment.js';
import type { Equipment } from './equipment.js';
import { flowParts } from './flow-parts.js';

const again: Again = {
  hedge: () => Infinity,
  retry: () => Infinity,
  may: () => true,
  ended: () => undefined,
};
const plugin = definePlugin({
  name: 'sample',
  api: 2,
  apply: ({ flows }) => {
    flows.add('hedge', { again: () => again });
    flows.add('retry', { again: () => again });
  },
});
const loaded = { plugin, version: '1.0.0', entry: 'file:///sample.js', dependencies: {} };
const equipment: Equipment = {
  peer: { name: 'client', half: 'client' },
  bench: applyPlugins({ host: fakeHost(), plugins: [loaded], settings: {}, tapsOf: () => inertTaps }),
  packages: [],
  signal: new AbortController().signal,
};
const share = { callers: 1, part: 0, parts: 1, random: () => 0 };

test('one flow of a cell may try calls again, not two', () => {
  assert.is(flowParts(equipment, [use('retry')], share).again?.subject.name, 'retry');
  let thrown: unknown;
  try {
    flowParts(equipment, [use('hedge'), use('retry')], share);
  } catch (error) {
    thrown = error;
  }
  assert.is(codeOf(thrown), 'E_TWO_AGAINS');
  assert.match(reasonOf(thrown), 'it tries calls again, as flow hedge does; a cell can have one of them');
});

test.run();
