import { strict as assert } from 'node:assert';
import type { Availability, CollectorTarget } from '@wiretax/core';
import type { Case } from '../cases.js';
import { type CollectorSubject, onScene, rejectionOf, type Scene } from './scene.js';

type Missing = Extract<Availability, { readonly available: false }>;

/**
 * A case that needs a machine on which the collector can work. Elsewhere it fails with what is missing or,
 * if the author can do without, checks that attaching is refused.
 */
export function toolCase(
  subject: CollectorSubject,
  name: string,
  play: (scene: Scene) => Promise<void>,
): Case {
  return {
    name,
    run: () =>
      onScene(subject, async (scene) => {
        const availability = await scene.collector.probe(scene.host);
        if (availability.available) {
          await play(scene);
        } else {
          assert.ok(subject.requireTool === false, unavailable(subject, availability));
          await assertRefusal(scene, availability);
        }
      }),
  };
}

export function unavailable({ name }: CollectorSubject, { missing, remedy }: Missing): string {
  return `${name} can’t work here: ${missing}. ${remedy}; or give the kit requireTool: false, which checks only that it refuses`;
}

/** Where something is missing, attaching must say so: its error has a word in common with `missing`. */
export async function assertRefusal(
  scene: Scene,
  { missing }: Missing,
  changes?: Partial<CollectorTarget>,
): Promise<void> {
  const { target } = await scene.target(changes);
  const rejection = await rejectionOf(
    scene.collector.attach(target).then((attachment) => attachment.detach()),
  );
  assert.ok(rejection !== undefined, `attach must reject where probe says that this is missing: ${missing}`);
  const { reason } = rejection;
  assert.ok(reason instanceof Error, `attach must reject with an Error, not with ${String(reason)}`);
  const named = wordsOf(missing).some((word) => wordsOf(reason.message).includes(word));
  assert.ok(named, `the error of attach must name what is missing (${missing}), and says: ${reason.message}`);
}

/** The words of a text that can name something. */
function wordsOf(text: string): readonly string[] {
  const words = text.toLowerCase().match(/[a-z0-9]{3,}/g) ?? [];
  return words.filter((word) => !idle.has(word));
}

const idle = new Set(
  'not the and for was has have can cannot could this that with here there installed missing found available'.split(
    ' ',
  ),
);
