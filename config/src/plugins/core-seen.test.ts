import { realpathSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { inFolder } from '../read/temporary-folder.fixture.js';
import { coreFault, coreSeenFrom, ownCopyOfCore, seesForeignCore } from './core-seen.js';

const copy = { 'x/node_modules/@wiretax/core/package.json': { name: '@wiretax/core', version: '0.0.9' } };
const dependencies = { '@wiretax/core': '^0.0.9' };

test('a plugin sees the running core, another, or none', async () => {
  const here = dirname(fileURLToPath(import.meta.url));
  assert.ok(coreSeenFrom(here) !== undefined);
  assert.is(seesForeignCore(here), false);
  await inFolder({ ...copy, 'y/package.json': {} }, (folder) => {
    const [x, y] = [join(folder, 'x'), join(folder, 'y')];
    const expected = { folder: realpathSync(join(x, 'node_modules/@wiretax/core')), version: '0.0.9' };
    assert.equal(coreSeenFrom(x), expected);
    assert.is(seesForeignCore(x), true);
    assert.is(coreSeenFrom(y), undefined);
    assert.is(seesForeignCore(y), true);
    symlinkSync(x, join(folder, 'linked'));
    assert.equal(coreSeenFrom(join(folder, 'linked')), expected);
    assert.is(coreSeenFrom(join(folder, 'nowhere')), undefined);
  });
});

test('a package that makes npm bring a second core is told so, and no other', async () => {
  await inFolder(copy, (folder) => {
    const x = join(folder, 'x');
    const said = "brings its own @wiretax/core 0.0.9, which isn't used; make it an optional peer dependency";
    assert.is(ownCopyOfCore(x, { dependencies }), said);
    assert.is(ownCopyOfCore(x, { peerDependencies: dependencies }), said);
    const peerDependenciesMeta = { '@wiretax/core': { optional: true } };
    assert.is(ownCopyOfCore(x, { peerDependencies: dependencies, peerDependenciesMeta }), undefined);
    assert.is(ownCopyOfCore(x, { devDependencies: dependencies }), undefined);
    assert.is(ownCopyOfCore(folder, { dependencies }), undefined);
  });
});

test('a range of core that is not met is a fault, and one that nobody understands is none', () => {
  const fault = (range: unknown, version: string): string | undefined =>
    coreFault({ peerDependencies: { '@wiretax/core': range } }, version);
  assert.is(fault('^0.1.0', '0.1.7'), undefined);
  assert.is(fault('^0.1.0', '0.1.8-rc.1'), undefined);
  assert.match(
    fault('^0.1.0', '0.2.0') ?? '',
    /^it needs @wiretax\/core \^0\.1\.0, this wiretax has 0\.2\.0;/,
  );
  assert.is(fault('workspace:*', '0.2.0'), undefined);
  assert.is(fault(1, '0.2.0'), undefined);
  assert.is(coreFault({}, '0.2.0'), undefined);
});

test.run();
