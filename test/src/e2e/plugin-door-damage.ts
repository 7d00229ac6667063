import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import type { InstalledCli } from './plugin-door-cli.js';
import { type Package, transportPlugin } from './plugin-door-packages.js';
import { storedRuns } from './run-results.js';

const newerApi = { api: 3, entry: './index.mjs' };
const olderApi = { api: 0, entry: './index.mjs' };

/** Packages that are not to be installed, and what is said of each. */
export const refused: readonly (readonly [title: string, source: Package, says: string])[] = [
  [
    'is no plugin',
    { manifest: { name: 'no-plugin-at-all', version: '1.0.0' }, files: {} },
    'it is no plugin of wiretax: its package.json has no `wiretax` field',
  ],
  [
    'was made for a newer api',
    transportPlugin('newer', '1.0.0', { wiretax: newerApi }),
    'it was made for plugin api 3, this wiretax has 2; update wiretax',
  ],
  [
    'was made for an older api',
    transportPlugin('older', '1.0.0', { wiretax: olderApi }),
    'it was made for plugin api 0, this wiretax has 2; update the plugin',
  ],
  [
    'needs another Node.js',
    transportPlugin('future', '1.0.0', { engines: { node: '>=99' } }),
    'it needs Node.js >=99, this is ',
  ],
  [
    'lacks its entry',
    transportPlugin('unbuilt', '1.0.0', { wiretax: { api: 2, entry: './dist/index.js' } }),
    'dist/index.js does not exist (was it built?)',
  ],
];

/** What happens to an installed plugin, and what is said of it. */
export const damages: readonly {
  readonly name: string;
  readonly damage: (folder: string) => void;
  readonly listed: RegExp;
}[] = [
  {
    name: 'deleted',
    damage: (folder) => {
      rmSync(folder, { recursive: true });
    },
    listed: /wiretax-plugin-deleted\/package\.json does not exist/,
  },
  {
    name: 'torn',
    damage: (folder) => {
      writeFileSync(join(folder, 'package.json'), '{"name": "wiretax-\n');
    },
    listed: /wiretax-plugin-torn\/package\.json can't be read: /,
  },
  {
    name: 'entryless',
    damage: (folder) => {
      rmSync(join(folder, 'index.mjs'));
    },
    listed: /wiretax-plugin-entryless\/index\.mjs does not exist \(was it built\?\)/,
  },
];

/** A command is refused in one block, without a run and without anything on standard output. */
export async function refusesTo(cli: InstalledCli, args: readonly string[], says: RegExp): Promise<void> {
  const runs = storedRuns(cli.folder);
  const { code, stdout, stderr } = await cli.run(...args);
  assert.is(code, 2, `${args.join(' ')}: ${stderr}`);
  assert.is(stdout, '');
  assert.match(stderr, says);
  assert.not.match(stderr, /defect of wiretax|^ +at /m);
  assert.equal(storedRuns(cli.folder), runs);
}
