import { Buffer } from 'node:buffer';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Endpoint, Link, Machine } from '@wiretax/core';
import { localMachine, nodeHost } from '@wiretax/core/run';
import { contributionOf, type Subject } from '../subject.js';

/** The longest that the path of a peer's folder gets, and that of a socket may be; bytes. macOS and BSD take 103. */
export const longest = { folder: 87, socket: 103 } as const;

/** What one case works with. */
export interface Scene {
  readonly link: Link;
  readonly machine: Machine;
  /** A new folder for a peer, as long as they get. */
  readonly folder: () => Promise<string>;
  /** Where a peer of its own may listen. */
  readonly endpoint: (fixed?: boolean, at?: Machine) => Promise<Endpoint & { readonly folder: string }>;
}

/** Runs with the machine that this is. Every folder is gone afterwards. */
export async function withScene(subject: Subject, run: (scene: Scene) => Promise<void>): Promise<void> {
  const link = contributionOf(subject, 'links');
  const host = nodeHost();
  const machine = await localMachine(host);
  const temporary = await host.files.temporaryDirectory();
  let folders = 0;
  const folder = async (): Promise<string> => {
    folders += 1;
    const name = `${String(folders)}-`;
    const path = join(temporary, name.padEnd(longest.folder - Buffer.byteLength(temporary) - 1, 'x'));
    await mkdir(path);
    return path;
  };
  const endpoint: Scene['endpoint'] = async (fixed = false, at = machine) => {
    const own = await folder();
    const options = Object.freeze({ ...subject.options });
    return { ...(await link.endpoint(at, Object.freeze({ folder: own, fixed, options }))), folder: own };
  };
  try {
    await run({ link, machine, folder, endpoint });
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}
