import { type Clock, formatDuration } from '@wiretax/core';
import { type Check, ok, warn } from './check.js';

const readings = 10_000;
const coarsestNs = 1_000;

/** The smallest step that the clock was seen to make. */
export function checkClock(clock: Pick<Clock, 'nowNs'>): Check {
  let finestNs = Infinity;
  let lastNs = clock.nowNs();
  for (let reading = 0; reading < readings; reading++) {
    const nowNs = clock.nowNs();
    if (nowNs > lastNs) finestNs = Math.min(finestNs, nowNs - lastNs);
    lastNs = nowNs;
  }
  if (finestNs <= coarsestNs) return ok('clock', `steps of ${formatDuration(finestNs)} and more`);
  const seen = Number.isFinite(finestNs) ? `steps of ${formatDuration(finestNs)}` : 'it stands still';
  return warn(
    'clock',
    `${seen}: too coarse for microseconds`,
    'choose the clock source tsc (cat /sys/devices/system/clocksource/clocksource0/current_clocksource)',
  );
}
