import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { inFolder } from './temporary-folder.fixture.js';
import { findConfig } from './search.js';

const [me, other, root] = [1000, 1001, 0];
const config = 'seed: 3';

/** Where a config is found from `a/b` of a folder, and what is said, when files below it belong to these users. */
async function search(
  files: Readonly<Record<string, unknown>>,
  owners: Readonly<Record<string, number>> = {},
  user: number | undefined = me,
): Promise<{ readonly found: string | undefined; readonly told: readonly string[] }> {
  const told: string[] = [];
  let found: string | undefined;
  // Above the folder everything is the system's, as it is above /tmp and /home.
  await inFolder({ 'a/b/x': '', ...files }, (folder) => {
    const ownersOf = (path: string): readonly number[] => {
      if (!path.startsWith(folder)) return [root];
      return [owners[path.slice(folder.length + 1)] ?? me];
    };
    found = findConfig(join(folder, 'a/b'), { tell: (text) => told.push(text), ownersOf, user })?.slice(
      folder.length + 1,
    );
  });
  return { found, told };
}

test('upwards, the nearest counts', async () => {
  assert.is((await search({ 'wiretax.config.yaml': config })).found, 'wiretax.config.yaml');
  const both = { 'wiretax.config.yaml': config, 'a/wiretax.config.mjs': '' };
  assert.is((await search(both)).found, 'a/wiretax.config.mjs');
  assert.equal(await search({}), { found: undefined, told: [] });
});

for (const top of ['a/package.json', 'a/package.yaml', 'a/.git/HEAD', 'a/.git']) {
  test(`not above the folder with ${top}`, async () => {
    assert.is((await search({ 'wiretax.config.yaml': config, [top]: '{}' })).found, undefined);
    const within = { 'a/wiretax.config.yaml': config, [top]: '{}' };
    assert.is((await search(within)).found, 'a/wiretax.config.yaml');
  });
}

test("not in another's folder, also where that looks like a repository", async () => {
  const files = { 'wiretax.config.mjs': '', '.git/HEAD': '' };
  assert.equal(await search(files, { '': other }), { found: undefined, told: [] });
  const ownersAbove = { '': me, a: other };
  assert.is((await search(files, ownersAbove)).found, undefined);
});

test("not another's file in one's own folder, which is said", async () => {
  const { found, told } = await search({ 'a/b/wiretax.config.mjs': '' }, { 'a/b/wiretax.config.mjs': other });
  assert.is(found, undefined);
  assert.is(told.length, 1);
  assert.match(told[0] ?? '', /wiretax\.config\.mjs belongs to another user and is left out/);
});

test("a folder of another's that one is in: that user's files, and one's own", async () => {
  const owners = { a: other, 'a/b': other, 'a/wiretax.config.yaml': other };
  assert.is((await search({ 'a/wiretax.config.yaml': config }, owners)).found, 'a/wiretax.config.yaml');
  const third = { ...owners, 'a/wiretax.config.yaml': 1002 };
  assert.is((await search({ 'a/wiretax.config.yaml': config }, third)).found, undefined);
});

test("the administrator's file is taken, and where files have no owners all are", async () => {
  const files = { 'a/b/wiretax.config.yaml': config };
  assert.is((await search(files, { 'a/b/wiretax.config.yaml': root })).found, 'a/b/wiretax.config.yaml');
  assert.is((await search(files, {}, undefined)).found, 'a/b/wiretax.config.yaml');
});

test('a package.json counts if it has the key, or may have it', async () => {
  assert.is((await search({ 'a/b/package.json': { wiretax: {} } })).found, undefined);
  assert.is((await search({ 'a/b/package.json': { wiretaxConfig: {} } })).found, 'a/b/package.json');
  assert.is((await search({ 'a/b/package.json': '{torn' })).found, 'a/b/package.json');
});

test.run();
