import { join } from 'node:path';
import { type Host, InputError, reasonOf } from '@wiretax/core';

/** The repository of a folder. */
export interface Repository {
  readonly root: string;
}

const gitLimitMs = 120_000;

/** Undefined where a folder is in none, or there is no git. */
export async function repositoryOf(host: Host, folder: string): Promise<Repository | undefined> {
  const found = await git(host, folder, 'rev-parse', '--show-toplevel');
  const root = found?.stdout.trim() ?? '';
  return found?.code === 0 && root !== '' ? { root } : undefined;
}

/** The commit that a branch, tag or other revision stands for; undefined for what is none. */
export async function revisionOf(
  host: Host,
  { root }: Repository,
  revision: string,
): Promise<string | undefined> {
  const found = await git(
    host,
    root,
    'rev-parse',
    '--verify',
    '--quiet',
    '--end-of-options',
    `${revision}^{commit}`,
  );
  return found?.code === 0 ? found.stdout.trim() : undefined;
}

/** A folder of its own with the files of a commit. */
export interface Checkout {
  readonly folder: string;
  /** Removes it, and what git knows of it. */
  remove(): Promise<void>;
}

/**
 * Checks a commit out into a temporary worktree, which a warden removes where this process is killed; what git still knows of such ones
 * is forgotten first. Throws an InputError where git can't. Worktrees of others are left alone, also where their folder isn't there: it
 * may be on a disk or in a container that isn't just now.
 */
export async function checkOut(host: Host, { root }: Repository, commit: string): Promise<Checkout> {
  const outer = await host.files.temporaryDirectory();
  const folder = join(outer, commit.slice(0, 8));
  const forget = (which: string) => git(host, root, 'worktree', 'remove', '--force', '--force', which);
  const remove = async (): Promise<void> => {
    const removed = await forget(folder);
    await host.files.remove(outer);
    // Git refuses what a build has damaged, but not what is gone.
    if (removed?.code !== 0) await forget(folder);
  };
  for (const left of await worktrees(host, root))
    if (ofGate.test(left) && !(await host.files.exists(left))) await forget(left);
  const added = await git(host, root, 'worktree', 'add', '--detach', folder, commit);
  if (added?.code === 0) return { folder, remove };
  await remove();
  throw new InputError('E_GATE_BUILD', `${commit} can't be checked out: ${lastLine(added?.stderr ?? '')}`);
}

/** How a folder of a gate ends: in a temporary one, named for its commit. */
const ofGate = /\/wiretax-[^/]+\/\d+\/[0-9a-f]{8}$/;

async function worktrees(host: Host, root: string): Promise<readonly string[]> {
  const listed = await git(host, root, 'worktree', 'list', '--porcelain');
  return [...(listed?.stdout ?? '').matchAll(/^worktree (.+)$/gm)].map(([, folder = '']) => folder);
}

/** Removes all of them; what can't be removed, as a build has made it unwritable, is said. */
export async function removeAll(checkouts: readonly Checkout[], say: (text: string) => void): Promise<void> {
  for (const checkout of checkouts) {
    try {
      await checkout.remove();
    } catch (thrown) {
      say(`warning: ${checkout.folder} can't be removed: ${reasonOf(thrown)}\n`);
    }
  }
}

export function lastLine(text: string): string {
  return text.trimEnd().split('\n').at(-1)?.trim() ?? '';
}

/** Undefined where there is no git. */
async function git(host: Host, folder: string, ...args: readonly string[]) {
  try {
    return await host.run('git', args, { cwd: folder, timeoutMs: gitLimitMs });
  } catch {
    return undefined;
  }
}
