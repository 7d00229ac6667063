/** The parts that CPU time is split into: the categories of the flame graph collectors, and what can't be split. */
const names = {
  protocol: 'protocol code',
  serialisation: 'serialisation',
  gc: 'garbage collection',
  compilation: 'compilation of JavaScript',
  allocation: 'allocation',
  copying: 'copying',
  'event-loop': 'the event loop and scheduling',
  synchronisation: 'locks',
  'kernel-network': "the kernel's network stack",
  'kernel-other': 'other work of the kernel',
  harness: "Wiretax's own harness",
  other: 'code that no rule knows',
  unseen: 'CPU time that the samples did not see',
  user: 'user code, not split',
  kernel: 'kernel code, not split',
} as const;

export type Part = keyof typeof names;

export const parts = Object.keys(names) as readonly Part[];

/** Parts that explain nothing: they only say where the evidence ends. */
export const unexplainedParts: ReadonlySet<Part> = new Set<Part>(['other', 'unseen', 'user', 'kernel']);

/** Of which the sum is measured, and only it: a profile would split it. */
export const unsplitParts: ReadonlySet<Part> = new Set<Part>(['user', 'kernel']);

/** Whether a profile told user code apart, of both peers. */
export function isSplit({ portions }: { readonly portions: readonly { readonly part: Part }[] }): boolean {
  return !portions.some(({ part }) => part === 'user');
}

export function partName(part: Part): string {
  return names[part];
}
