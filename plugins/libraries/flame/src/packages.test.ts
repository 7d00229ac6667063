import type { CodePackage, Kind } from '@wiretax/core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Categoriser } from './attribution.js';
import { javaScriptFrame } from './javascript-frame.js';
import { locationsWithin } from './packages.js';

function codeOf(name: string, folder: string, entry: string, ...kinds: Kind[]): CodePackage {
  return { name, folder, entry: `file://${folder}/${entry}`, kinds, dependencies: [] };
}

const built = codeOf(
  '@wiretax/plugin-tcp',
  '/home/me/wiretax/plugins/transports/tcp',
  'dist/index.js',
  'transport',
);
const installed = codeOf(
  'wiretax-plugin-udp',
  '/home/me/node_modules/wiretax-plugin-udp',
  'index.js',
  'transport',
);
const core = codeOf('@wiretax/core', '/home/me/wiretax/core', 'dist/index.js');

test('files of packages are named after them, wherever they lie and however deep', () => {
  const shorten = locationsWithin([core, built, installed]);
  const named = (location: string): string => shorten(location);
  assert.is(
    named('file:///home/me/wiretax/plugins/transports/tcp/dist/framing.js:59:3'),
    '@wiretax/plugin-tcp/dist/framing.js:59',
  );
  assert.is(
    named('/home/me/wiretax/plugins/transports/tcp/lib/a/b/c/d.cjs:1'),
    '@wiretax/plugin-tcp/lib/a/b/c/d.cjs:1',
  );
  assert.is(
    named('file:///home/me/node_modules/wiretax-plugin-udp/src/socket.js:2:1'),
    'wiretax-plugin-udp/src/socket.js:2',
  );
  assert.is(
    named('file:///home/me/node_modules/wiretax-plugin-udp/node_modules/ws/lib/sender.js:3:1'),
    'ws/lib/sender.js:3',
  );
  assert.is(
    named('file:///home/me/wiretax/plugins/transports/tcp2/dist/x.js:1:1'),
    'transports/tcp2/dist/x.js:1',
  );
  assert.is(named('node:net:12:1'), 'node:net:12');
});

test('a file of a package with spaces in its path, in both spellings', () => {
  const spaced = codeOf('udp', '/home/a b/udp', 'udp.mjs', 'transport');
  const shorten = locationsWithin([spaced]);
  assert.is(shorten('file:///home/a%20b/udp/socket.js:1:1'), 'udp/socket.js:1');
  assert.is(shorten('/home/a b/udp/socket.cjs:1:1'), 'udp/socket.cjs:1');
});

test('a folder in another belongs to itself, and of two plugins in one folder each has its entry', () => {
  const wide = codeOf('h2', '/home/me/wiretax', 'h2.mjs', 'transport');
  const beside = codeOf('watch', '/home/me/wiretax', 'watch.mjs', 'collector');
  const shorten = locationsWithin([wide, beside, core, built]);
  assert.is(
    shorten('file:///home/me/wiretax/core/dist/trial/driver.js:5:1'),
    '@wiretax/core/dist/trial/driver.js:5',
  );
  assert.is(shorten('file:///home/me/wiretax/h2.mjs:5:1'), 'h2/h2.mjs:5');
  assert.is(shorten('file:///home/me/wiretax/watch.mjs:5:1'), 'watch/watch.mjs:5');
});

const categoryOf = (frame: string, ...kinds: Kind[]) =>
  new Categoriser([{ name: 'theirs', kinds, dependencies: ['ws', 'protobufjs'] }]).ofFrame(frame);

test("a stranger's package counts by the kinds that it brings", () => {
  const frame = 'send theirs/src/socket.js:3_[j]';
  assert.is(categoryOf(frame, 'transport'), 'protocol');
  assert.is(categoryOf(frame, 'codec'), 'serialisation');
  assert.is(categoryOf(frame, 'codec', 'transport', 'collector'), 'protocol');
  for (const kind of ['flow', 'load', 'collector', 'reporter'] as const)
    assert.is(categoryOf(frame, kind), 'harness');
  assert.is(categoryOf(frame), 'harness');
  assert.is(new Categoriser().ofFrame(frame), undefined);
});

test('what it depends on works for it, unless a rule knows better', () => {
  assert.is(categoryOf('frame ws/lib/sender.js:3_[j]', 'transport'), 'protocol');
  assert.is(categoryOf('frame ws/lib/sender.js:3_[j]', 'collector'), 'harness');
  assert.is(categoryOf('encode protobufjs/src/writer.js:3_[j]', 'transport'), 'serialisation');
  const both = [
    { name: 'one', kinds: ['collector'], dependencies: ['ws'] },
    { name: 'other', kinds: ['transport'], dependencies: ['ws'] },
  ] as const;
  assert.is(new Categoriser(both).ofFrame('frame ws/lib/sender.js:3_[j]'), 'protocol');
});

test('stacks of runs of 0.1.0 from a clone are known by the folder of the entry', () => {
  const entry = 'file:///home/me/wiretax/plugins/tcp/dist/index.js';
  const categoriser = new Categoriser([{ name: '@wiretax/plugin-tcp', entry, kinds: ['transport'] }]);
  assert.is(categoriser.ofFrame('push plugins/tcp/dist/framing.js:5_[j]'), 'protocol');
  assert.is(categoriser.ofFrame('push @wiretax/plugin-tcp/dist/framing.js:5_[j]'), 'protocol');
  assert.is(categoriser.ofFrame('push plugins/rest/dist/client.js:5_[j]'), undefined);
});

test('a frame of perf is named with its package', () => {
  const symbol = 'JS:*push file:///home/me/wiretax/plugins/transports/tcp/dist/framing.js:59:3';
  assert.is(
    javaScriptFrame(symbol, locationsWithin([built]))?.name,
    'push @wiretax/plugin-tcp/dist/framing.js:59',
  );
});

test.run();
