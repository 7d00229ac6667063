import type { Handler, Payload } from '@wiretax/core';

/** Ids from here on are held; others are echoed at once. */
export const heldId = 1_000_000;

export interface HeldHandler {
  readonly handler: Handler;
  /** Resolves when so many requests have been held. */
  readonly reached: Promise<void>;
  /** Answers what is held. */
  release(): void;
}

/** An echo that holds back some requests until told otherwise. */
export function heldHandler(count: number): HeldHandler {
  let reach: () => void;
  const reached = new Promise<void>((resolve) => {
    reach = resolve;
  });
  const held: (() => void)[] = [];
  return {
    handler: (received) => {
      if (received.id < heldId) return received;
      return new Promise<Payload>((resolve) => {
        held.push(() => resolve(received));
        if (held.length === count) reach();
      });
    },
    reached,
    release: () => {
      for (const answer of held.splice(0)) answer();
    },
  };
}
