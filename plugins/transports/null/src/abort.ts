import type { Payload } from '@wiretax/core';

/** The call's outcome, or the signal's reason if that comes first. Nothing is called after an abort. */
export function abortable(call: () => Promise<Payload>, signal: AbortSignal): Promise<Payload> {
  if (signal.aborted) return Promise.reject(signal.reason as Error);
  return new Promise((resolve, reject) => {
    const abort = () => {
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', abort, { once: true });
    call()
      .finally(() => {
        signal.removeEventListener('abort', abort);
      })
      .then(resolve, reject);
  });
}
