import { spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { identityOf } from './node-identity.js';
import { leftovers, mapsOfEnded } from './node-leftovers.js';
import {
  abandonedFolders,
  removeAll,
  removeBase,
  removeTemporary,
  temporaryDirectory,
} from './node-temporary.js';

const gone = 'gone 1 here';
const isGone = (owner: string): boolean => owner === gone;

async function inFolder(work: (folder: string) => Promise<void> | void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'left-'));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function ownedBy(owner: string | undefined, folder: string): string {
  mkdirSync(folder);
  if (owner !== undefined) writeFileSync(join(folder, 'owner'), `${owner}\n`);
  return folder;
}

test('only folders of ours whose owner has gone are abandoned', async () => {
  await inFolder((parent) => {
    const left = ownedBy(gone, join(parent, 'wiretax-Ab12Cd'));
    ownedBy('alive 1 here', join(parent, 'wiretax-Ab12Ce'));
    ownedBy(undefined, join(parent, 'wiretax-Ab12Cf'));
    ownedBy(gone, join(parent, 'wiretax-e2e-Ab12Cd'));
    symlinkSync(left, join(parent, 'wiretax-Ab12Cg'));
    assert.equal(abandonedFolders(parent, isGone), [left]);
    symlinkSync(parent, join(left, 'out'));
    removeAll(left);
    assert.equal(abandonedFolders(parent, isGone), []);
    assert.ok(existsSync(join(parent, 'wiretax-Ab12Ce', 'owner')), 'links are not followed');
  });
});

test('what is being removed is nobody’s any more, although it names no owner', async () => {
  await inFolder((parent) => {
    const left = ownedBy(undefined, join(parent, 'wiretax-Ab12Cd.gone'));
    assert.equal(abandonedFolders(parent, isGone), [left]);
    removeBase(left);
    removeBase(ownedBy(gone, join(parent, 'wiretax-Ab12Ce')));
    assert.equal(readdirSync(parent), []);
  });
});

if (existsSync('/proc/self')) {
  test('with a folder goes what is left of those that it names', async () => {
    await inFolder(async (parent) => {
      const left = ownedBy(gone, join(parent, 'wiretax-Ab12Cd'));
      const child = spawn('sleep', ['1000'], { detached: true, stdio: 'ignore' });
      const exited = new Promise((resolve) =>
        child.once('exit', (_, signal) => {
          resolve(signal);
        }),
      );
      writeFileSync(join(left, 'sessions'), `${identityOf(child.pid ?? 0)}\n`);
      removeBase(left);
      assert.is(await exited, 'SIGKILL');
    });
  });
}

test('what was made is removed at once, and made anew for who asks later', async () => {
  await inFolder(async (parent) => {
    await temporaryDirectory(parent);
    removeTemporary();
    assert.equal(readdirSync(parent), []);
    assert.ok(existsSync(await temporaryDirectory(parent)));
  });
});

test('temporary folders are empty, short, of one owner, and made anew where something has tidied up', async () => {
  await inFolder(async (parent) => {
    const [one, two] = [await temporaryDirectory(parent), await temporaryDirectory(parent)];
    assert.is.not(one, two);
    assert.ok(one.length <= join(parent, 'wiretax-Ab12Cd', '99').length);
    assert.equal(abandonedFolders(parent, isGone), []);
    assert.is(abandonedFolders(parent, () => true).length, 1);
    for (const folder of abandonedFolders(parent, () => true)) removeAll(folder);
    assert.ok(existsSync(await temporaryDirectory(parent)));
  });
});

test('where a temporary folder can’t be made, the next who asks tries again', async () => {
  await inFolder(async (folder) => {
    const parent = join(folder, 'later');
    const refused = await temporaryDirectory(parent).catch((thrown: unknown) => thrown);
    assert.instance(refused, Error);
    mkdirSync(parent);
    assert.ok(existsSync(await temporaryDirectory(parent)));
  });
});

test('what can’t be removed stops nobody', () => {
  removeAll('/proc/self/fdinfo');
});

if (existsSync('/proc/self')) {
  test('what V8 wrote for perf goes with its process', () => {
    const ended = spawnSync('true').pid;
    const [left, used] = [ended, process.pid].map((pid) => `/tmp/perf-${String(pid)}.map`) as [
      string,
      string,
    ];
    for (const path of [left, used]) writeFileSync(path, '');
    try {
      const found = mapsOfEnded(new Set([ended, process.pid]));
      assert.equal(
        found.map(({ what }) => what),
        [left],
      );
      assert.equal(mapsOfEnded(new Set()), []);
      for (const each of found) each.remove();
      assert.not(existsSync(left));
    } finally {
      for (const path of [left, used]) rmSync(path, { force: true });
    }
  });
}

if (existsSync('/proc/self')) {
  test('of maps of unknown processes only those of peers are left behind, once they rest', () => {
    const path = `/tmp/perf-${String(spawnSync('true').pid)}.map`;
    const found = (text: string, ageS: number): boolean => {
      writeFileSync(path, text);
      utimesSync(path, Date.now() / 1000, Date.now() / 1000 - ageS);
      return leftovers().some(({ what }) => what === path);
    };
    const peers = '7f00 10 JS:~ file:///x/core/dist/trial/peer/main.js:1:1\n';
    try {
      assert.ok(found(peers, 120));
      assert.not(found(peers, 5));
      assert.not(found('7f00 10 JS:~ file:///x/main.js:1:1\n', 120));
    } finally {
      rmSync(path, { force: true });
    }
  });
}

test.run();
