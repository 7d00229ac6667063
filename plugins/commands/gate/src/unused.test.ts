import { InputError } from '@wiretax/core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Side } from './side.js';
import { refuseUnused } from './unused.js';

const run: Side = { kind: 'run', name: 'last', directory: '.wiretax/runs/last' };
const config: Side = { kind: 'config', name: 'a.yaml', what: 'a.yaml' };
const revision: Side = { kind: 'revision', name: 'main', commit: '0123' };

test('options of which nothing would come are refused, all at once, and no others', () => {
  const refused = (sides: readonly Side[], head: string | undefined): readonly string[] => {
    try {
      refuseUnused(sides, { head, config: 'own.yaml', build: 'make', serve: 'node .', budget: '1m' });
    } catch (thrown) {
      assert.instance(thrown, InputError);
      return (thrown as InputError).problems.map(({ path }) => path);
    }
    return [];
  };
  assert.equal(refused([run, run], 'last'), ['--build', '--config', '--serve', '--budget']);
  assert.equal(refused([config, config], 'b.yaml'), ['--build', '--config']);
  assert.equal(refused([config, config], undefined), ['--build']);
  assert.equal(refused([run, revision], 'main'), []);
  assert.equal(refused([revision, config], undefined), []);
  const none = { head: 'last', config: undefined, build: undefined, serve: undefined, budget: undefined };
  refuseUnused([run, run], none);
});

test.run();
