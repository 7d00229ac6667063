import type { Call, Payload } from '@wiretax/core';

/** How a call went, as its caller sees it. */
export interface Outcome {
  /** How often it has settled. */
  settled: number;
  reply?: Payload;
  /** In a list, since a call may reject with undefined. */
  rejection?: [unknown];
}

/** Calls, and watches. What is thrown at once counts as a rejection. */
export function issue(
  call: Call,
  client: number,
  request: Payload,
  signal?: AbortSignal,
  onSettled: () => void = () => undefined,
): Outcome {
  const outcome: Outcome = { settled: 0 };
  const settle = (): void => {
    outcome.settled += 1;
    if (outcome.settled === 1) onSettled();
  };
  const onReply = (reply: Payload): void => {
    outcome.reply = reply;
    settle();
  };
  const onRejection = (error: unknown): void => {
    outcome.rejection = [error];
    settle();
  };
  try {
    // `then` itself, so that a promise of the plugin's own make can't hide that it settles twice.
    void call(client, request, signal).then(onReply, onRejection);
  } catch (error) {
    onRejection(error);
  }
  return outcome;
}
