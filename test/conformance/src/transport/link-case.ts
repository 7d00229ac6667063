import assert from 'node:assert/strict';
import { setImmediate as loopTurn } from 'node:timers/promises';
import type { Link, Transport } from '@wiretax/core';
import type { Case } from '../cases.js';
import { contributionOf } from '../subject.js';
import { capabilitiesOf } from './capabilities.js';
import { Scene } from './scene.js';
import type { TransportSubject } from './subject.js';

/** Links whose bytes a third party can see and disturb. */
export const openLinks: readonly Link[] = ['tcp', 'unix'];
export const allLinks: readonly Link[] = ['tcp', 'unix', 'memory'];

export interface LinkCase {
  readonly name: string;
  /** Other links are left out. */
  readonly links: readonly Link[];
  readonly run: (scene: Scene) => Promise<void>;
}

/** A case that does the same over each link that the transport names. */
export function overLinks(subject: TransportSubject, { name, links, run }: LinkCase): Case {
  return {
    name,
    run: async () => {
      const transport = contributionOf(subject, 'transports');
      const limitMs = subject.limitMs ?? 20_000;
      const deadlineAtMs = performance.now() + 0.75 * limitMs;
      for (const link of capabilitiesOf(subject).links.filter((one) => links.includes(one))) {
        const scene = sceneOf(subject, transport, link, deadlineAtMs);
        await failingOnStray(link, async () => {
          try {
            await run(scene);
          } finally {
            await scene.end(0.05 * limitMs);
          }
        });
      }
    },
  };
}

function sceneOf(subject: TransportSubject, transport: Transport, link: Link, deadlineAtMs: number): Scene {
  return new Scene(transport, link, {
    options: subject.options ?? {},
    capabilities: capabilitiesOf(subject),
    deadlineAtMs,
  });
}

/** Fails with the link in the message, or when an error is thrown where nobody catches it. */
async function failingOnStray(link: Link, work: () => Promise<void>): Promise<void> {
  const strays: unknown[] = [];
  const note = (error: unknown): void => void strays.push(error);
  process.on('uncaughtException', note);
  process.on('unhandledRejection', note);
  try {
    await work();
    for (let turn = 0; turn < 5; turn += 1) await loopTurn();
  } catch (error) {
    if (error instanceof Error) error.message = `over link ${link}: ${error.message}${alsoStray(strays)}`;
    throw error;
  } finally {
    process.off('uncaughtException', note);
    process.off('unhandledRejection', note);
  }
  if (strays.length > 0) {
    assert.fail(`over link ${link}: an error must not be thrown where nobody catches it${alsoStray(strays)}`);
  }
}

function alsoStray(strays: readonly unknown[]): string {
  return strays.map((error) => `; nobody caught: ${String(error)}`).join('');
}
