import type { LifecycleTaps } from '../contract/lifecycle.js';
import { type Phase, phases } from '../contract/phase.js';

/** Hooks that take taps and never fire. */
export const inertTaps: LifecycleTaps = (() => {
  const ignore = (): void => undefined;
  const taps = Object.freeze({ tap: ignore, tapPromise: ignore, tapAsync: ignore });
  const everywhere = Object.fromEntries(phases.map((phase) => [phase, taps])) as Record<Phase, typeof taps>;
  return Object.freeze(everywhere);
})();
