/**
 * CLOCK_MONOTONIC in whole ns as a number, exact for 104 days of uptime, comparable between processes.
 * `performance.now` counts from the start of this process on that same clock and costs two thirds of
 * `process.hrtime.bigint`, so its origin is found once, from the closest of many paired readings.
 */
const originNs = findOrigin();

export function monotonicNs(): number {
  return Math.round(performance.now() * 1e6 + originNs);
}

function findOrigin(): number {
  let origin = 0;
  let closest = Number.POSITIVE_INFINITY;
  for (let reading = 0; reading < 200; reading += 1) {
    const before = performance.now();
    const absolute = Number(process.hrtime.bigint());
    const after = performance.now();
    if (after - before < closest) {
      closest = after - before;
      origin = absolute - ((before + after) / 2) * 1e6;
    }
  }
  return origin;
}

/** How long the main thread's event loop of this process has waited for events so far, ns. */
export function loopIdleNs(): number {
  return performance.nodeTiming.idleTime * 1e6;
}
