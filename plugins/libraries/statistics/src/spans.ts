/** A stretch of time, its end not included. */
export interface Span {
  readonly fromNs: number;
  readonly toNs: number;
}

/** How much time the spans take together; what several share counts once. */
export function covered(spans: readonly Span[]): number {
  let totalNs = 0;
  let reachedNs = Number.NEGATIVE_INFINITY;
  for (const { fromNs, toNs } of [...spans].sort((a, b) => a.fromNs - b.fromNs)) {
    const freshNs = toNs - Math.max(fromNs, reachedNs);
    if (freshNs <= 0) continue;
    totalNs += freshNs;
    reachedNs = toNs;
  }
  return totalNs;
}

export function overlap(a: Span, b: Span): boolean {
  return a.fromNs < b.toNs && b.fromNs < a.toNs;
}

/** The parts of the spans that lie within a window. */
export function within(window: Span, spans: readonly Span[]): readonly Span[] {
  return spans
    .filter((span) => overlap(span, window))
    .map(({ fromNs, toNs }) => ({
      fromNs: Math.max(fromNs, window.fromNs),
      toNs: Math.min(toNs, window.toNs),
    }));
}

/**
 * The probability that a span of this length, put anywhere into the window, meets one of the others. The window
 * is taken as a ring, so that all places are alike.
 */
export function chanceToMeet(lengthNs: number, window: Span, others: readonly Span[]): number {
  const windowNs = window.toNs - window.fromNs;
  if (windowNs <= 0 || others.length === 0) return 0;
  if (lengthNs >= windowNs) return 1;
  const starts = others.flatMap(({ fromNs, toNs }): readonly Span[] => {
    const before = fromNs - lengthNs;
    return before >= window.fromNs
      ? [{ fromNs: before, toNs }]
      : [
          { fromNs: window.fromNs, toNs },
          { fromNs: before + windowNs, toNs: window.toNs },
        ];
  });
  return Math.min(1, covered(starts) / windowNs);
}
