import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { PluginError } from './errors.js';
import { laidToCulprit, suspectOf } from './suspect.js';

const plugin = (name: string, entry: string) => ({ name, version: '1.0.0', entry });
const pin = plugin('pin', 'file:///app/node_modules/pin/dist/index.js');
const evil = plugin('evil', 'file:///app/evil.mjs');
const plugins = [pin, evil];

function thrownAt(...places: readonly string[]): Error {
  const error = new Error('boom');
  error.stack = ['Error: boom', ...places.map((place) => `    at f (${place}:1:2)`)].join('\n');
  return error;
}

test('the innermost frame of a plugin counts', () => {
  const named = (...places: readonly string[]) => suspectOf(thrownAt(...places), plugins)?.name;
  assert.is(named('node:fs', evil.entry, pin.entry), 'evil');
  assert.is(named('file:///app/node_modules/pin/dist/place.js', evil.entry), 'pin');
  assert.is(named('/app/evil.mjs', pin.entry), 'evil');
  assert.is(named('file:///app/lib/evil-too.js'), 'evil');
});

test('what is installed beside a plugin file is not its code, and neither is core', () => {
  const core = new URL('./guard.js', import.meta.url).href;
  const beside = [...plugins, plugin('beside', new URL('./plugin.mjs', import.meta.url).href)];
  assert.is(suspectOf(thrownAt('file:///app/node_modules/other/index.js'), plugins), undefined);
  assert.is(suspectOf(thrownAt(core), beside), undefined);
  assert.is(suspectOf('a text', plugins), undefined);
});

const owner = { name: 'pin', version: '1.0.0' };
const failed = (cause: Error) =>
  new PluginError({ kind: 'tap', name: 'pin', owner, phase: 'pin', cell: 'tcp.64B.c1' }, cause);

test('a tap is not blamed for what another plugin has put in its way', () => {
  const laid = laidToCulprit(failed(thrownAt(evil.entry, pin.entry)), plugins, 'pin', 'tcp.64B.c1');
  assert.is(
    (laid as Error).message,
    'code of plugin evil 1.0.0 failed in pin of tcp.64B.c1: boom (called by tap pin of pin)',
  );
  const own = failed(thrownAt(pin.entry, evil.entry));
  assert.is(laidToCulprit(own, plugins, 'pin', undefined), own);
});

test('and neither is wiretax', () => {
  const laid = laidToCulprit(thrownAt('node:fs', evil.entry), plugins, 'setup', 'tcp.64B.c1');
  assert.is(
    (laid as Error).message,
    'code of plugin evil 1.0.0 failed in setup of tcp.64B.c1: boom (called by wiretax)',
  );
});

test.run();
