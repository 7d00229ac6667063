import type { Handler, Payload } from '../../contract/payload.js';
import { monotonicNs } from '../../kernel/host/clock.js';
import { PauseWatch } from '../recorder/pauses.js';

const largestReplyBytes = 256 * 1024 * 1024;
const longestServiceNs = 60e9;

/**
 * The echo service: stamps its entry, spends the service time on the CPU, and answers with as many bytes
 * as were asked for: the request's own when the size is the same, else the first of a block. `pauses` sees when it is entered.
 */
export function echoHandler(pauses = new PauseWatch()): Handler {
  let block = new Uint8Array(0);
  return (request: Payload): Payload => {
    const enteredNs = monotonicNs();
    pauses.seen(enteredNs);
    const { id, data, replySize, serviceTimeNs } = request;
    if (replySize > largestReplyBytes || serviceTimeNs > longestServiceNs) {
      throw new Error(
        `a request asks for ${String(replySize)} bytes and ${String(serviceTimeNs)} ns, too much`,
      );
    }
    if (replySize !== data.length && block.length < replySize) block = new Uint8Array(replySize).fill(0xa5);
    const spentNs = serviceTimeNs > 0 ? spin(enteredNs, serviceTimeNs) : 0;
    return {
      id,
      data: replySize === data.length ? data : block.subarray(0, replySize),
      timestampNs: enteredNs,
      replySize,
      serviceTimeNs: spentNs,
    };
  };
}

/** Keeps the CPU busy, as a handler that computes would, and returns how long it took. */
function spin(fromNs: number, durationNs: number): number {
  let nowNs = fromNs;
  while (nowNs - fromNs < durationNs) nowNs = monotonicNs();
  return nowNs - fromNs;
}
