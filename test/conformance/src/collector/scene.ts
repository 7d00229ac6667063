import { strict as assert } from 'node:assert';
import { mkdtemp, mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Attachment, Collector, CollectorTarget, Evidence } from '@wiretax/core';
import { contributionOf, type Subject } from '../subject.js';
import { type WatchedHost, watchedHost } from './watched-host.js';
import { childProcess, thisProcess, type WatchedProcess } from './watched-process.js';

export interface CollectorSubject extends Subject {
  /**
   * Whether the kit fails where `probe` says that the collector can't work; true unless given. With false,
   * cases that need it only check that `attach` refuses there.
   */
  readonly requireTool?: boolean;
}

/** A collector, the machine that it sees, and what was made for one case. */
export interface Scene extends WatchedHost {
  readonly collector: Collector;
  /** How long to wait for what should have ended. */
  readonly patienceMs: number;
  /** Holds the directories of targets, and nothing else. */
  readonly folder: string;
  /** A process to attach to, and what to hand to `attach` for it. */
  target(changes?: Partial<CollectorTarget>): Promise<{ target: CollectorTarget; watched: WatchedProcess }>;
}

export async function onScene(
  subject: CollectorSubject,
  play: (scene: Scene) => Promise<void>,
): Promise<void> {
  const collector = contributionOf(subject, 'collectors');
  const watchedHosts = watchedHost();
  const folder = await mkdtemp(join(tmpdir(), 'wiretax-'));
  const processes: WatchedProcess[] = [];
  const scene: Scene = {
    ...watchedHosts,
    collector,
    folder,
    patienceMs: Math.min(2000, (subject.limitMs ?? 20_000) / 4),
    target: async (changes) => {
      const watched = collector.side === 'inside' ? thisProcess : await childProcess();
      processes.push(watched);
      const directory = join(folder, `target-${String(processes.length)}`);
      await mkdir(directory);
      const target: CollectorTarget = {
        pid: watched.pid,
        peer: 'server',
        half: 'server',
        pids: [watched.pid],
        window: 'profile',
        directory,
        host: watchedHosts.host,
        options: subject.options ?? {},
        signal: new AbortController().signal,
        ...changes,
      };
      return { target, watched };
    },
  };
  try {
    await play(scene);
  } finally {
    watchedHosts.killAll();
    await Promise.all(processes.map((each) => each.end()));
    await rm(folder, { recursive: true, force: true });
  }
}

/** The evidence of a window in which the process worked. */
export async function gather(scene: Scene, changes?: Partial<CollectorTarget>): Promise<Gathered> {
  const { target, watched } = await scene.target(changes);
  const attachment = await scene.collector.attach(target);
  for (let time = 0; time < 3; time += 1) await watched.work();
  return { evidence: await attachment.detach(), target, attachment };
}

export interface Gathered {
  readonly evidence: Evidence;
  readonly target: CollectorTarget;
  readonly attachment: Attachment;
}

/** Waits until nothing is wrong any more; in the end it fails with what still is. */
export async function eventually({ patienceMs }: Scene, wrong: () => string | undefined): Promise<void> {
  for (let waitedMs = 0; wrong() !== undefined && waitedMs < patienceMs; waitedMs += 10) await sleep(10);
  const left = wrong();
  assert.ok(left === undefined, left);
}

/** The reason for which a promise was rejected; undefined if it was not. */
export async function rejectionOf(
  promise: Promise<unknown>,
): Promise<{ readonly reason: unknown } | undefined> {
  try {
    await promise;
    return undefined;
  } catch (reason) {
    return { reason };
  }
}
