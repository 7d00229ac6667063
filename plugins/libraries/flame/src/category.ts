/**
 * What a process was doing when it was sampled. `compilation` is V8 making machine code, which ends when warm-up
 * does; `harness` also holds what sampling itself costs; `other` is what no rule knows.
 */
export const categories = [
  'protocol',
  'serialisation',
  'gc',
  'compilation',
  'allocation',
  'copying',
  'event-loop',
  'synchronisation',
  'kernel-network',
  'kernel-other',
  'idle',
  'harness',
  'other',
] as const;

export type Category = (typeof categories)[number];
