import assert from 'node:assert/strict';
import { setImmediate as loopTurn } from 'node:timers/promises';
import type { LinkForm, Transport } from '@wiretax/core';
import type { Case } from '../cases.js';
import { contributionOf } from '../subject.js';
import { capabilitiesOf } from './capabilities.js';
import { type KitLink, Scene } from './scene.js';
import type { TransportSubject } from './subject.js';

/** A transport that names a form runs over each of these. */
const linksByForm: Readonly<Record<LinkForm, readonly KitLink[]>> = {
  socket: ['tcp', 'unix'],
  process: ['memory'],
};

/** Links whose bytes a third party can see and disturb. */
export const openLinks: readonly KitLink[] = linksByForm.socket;
export const allLinks: readonly KitLink[] = Object.values(linksByForm).flat();
export const allForms = Object.keys(linksByForm) as readonly LinkForm[];

export interface LinkCase {
  readonly name: string;
  /** Other links are left out. */
  readonly links: readonly KitLink[];
  readonly run: (scene: Scene) => Promise<void>;
}

/** A case that does the same over each link of the forms that the transport names. */
export function overLinks(subject: TransportSubject, { name, links, run }: LinkCase): Case {
  return {
    name,
    run: async () => {
      const transport = contributionOf(subject, 'transports');
      const limitMs = subject.limitMs ?? 20_000;
      const deadlineAtMs = performance.now() + 0.75 * limitMs;
      for (const link of linksOf(subject).filter((one) => links.includes(one))) {
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

function linksOf(subject: TransportSubject): readonly KitLink[] {
  const { forms } = capabilitiesOf(subject);
  return allForms.filter((form) => forms.includes(form)).flatMap((form) => linksByForm[form]);
}

function sceneOf(
  subject: TransportSubject,
  transport: Transport,
  link: KitLink,
  deadlineAtMs: number,
): Scene {
  return new Scene(transport, link, {
    options: subject.options ?? {},
    capabilities: capabilitiesOf(subject),
    deadlineAtMs,
  });
}

/** Fails with the link in the message, or when an error is thrown where nobody catches it. */
async function failingOnStray(link: KitLink, work: () => Promise<void>): Promise<void> {
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
