import { sampleManifest, sampleResults, sampleRow } from '@wiretax/core/testing';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { axesOf, titleOf } from './title.js';

const rows = [1, 10, 50].flatMap((clients) =>
  ['tcp', 'rest'].map((transport) => sampleRow({ transport, clients, link: 'unix' })),
);

const named = (...command: readonly string[]): string =>
  titleOf(sampleResults(rows, { manifest: sampleManifest({}, { command: ['run', ...command] }) }));

test('a run has its name, and one from flags that of its axes', () => {
  const axes = 'tcp, rest · 64B · 1 to 50 clients';
  assert.is(named('quick'), 'quick');
  assert.is(named('quick', '--reps', '3'), 'quick');
  assert.is(named('--transport', 'tcp,rest'), axes);
  assert.is(named('--concurrency=1,10,50'), axes);
});

test('many values are counted, and further axes are named', () => {
  const many = ['a', 'b', 'c', 'd', 'e'].flatMap((transport) =>
    ['tcp', 'unix'].map((link) => sampleRow({ transport, link })),
  );
  assert.is(axesOf(many), '5 transports · 64B · 10 clients · link tcp, unix');
  assert.is(axesOf([]), '');
  const corners = [sampleRow({ bytes: 65_536, clients: 50 }), sampleRow({ bytes: 64, clients: 1 })];
  assert.is(axesOf(corners), 'tcp · 64B to 64KiB · 1 to 50 clients');
});

test.run();
