import type { Timeline } from '@wiretax/core';
import { chanceToMeet, covered, overlap, type Span, within } from './spans.js';

/** A garbage collection: when V8 stopped a process. Ns of CLOCK_MONOTONIC, as a timeline is in. */
export interface Pause {
  readonly startNs: number;
  readonly durationNs: number;
  readonly kind: string;
  /** The peer that was stopped, by name. */
  readonly peer: string;
}

/** A slice of the window in which calls completed. */
export interface OverlaidSlice {
  /** From the window's start. */
  readonly afterNs: number;
  readonly calls: number;
  readonly worstNs: number;
  /** The longest pause while the slice's worst call was on its way; null if there was none. */
  readonly pause: Pause | null;
}

export interface CollectionOverlay {
  readonly sliceNs: number;
  readonly slices: readonly OverlaidSlice[];
  /** The slowest tenth of the slices, at most ten, and how many of them met a pause. */
  readonly slowest: number;
  readonly slowestWithPause: number;
  /** How many would if the pauses fell anywhere in the window. */
  readonly expectedByChance: number;
  /** Share of the window in which a peer was stopped, 0 to 1. */
  readonly pauseShare: number;
  /** All of that in a sentence. */
  readonly statement: string;
}

const mostSlowest = 10;

/**
 * Garbage collections over latency. A slice meets a pause if the pause falls between the start of the slice's
 * worst call and the end of the slice; so a call that a pause held up is found, wherever it completed.
 */
export function overlayCollections(
  timeline: Omit<Timeline, 'schema'>,
  pauses: readonly Pause[],
): CollectionOverlay {
  const { startNs, sliceNs, worstNs, calls } = timeline;
  const window: Span = { fromNs: startNs, toNs: startNs + sliceNs * calls.length };
  const spans = pauses.map((pause) => ({ pause, ...spanOf(pause) }));
  const stops = within(window, spans);
  const slices = calls
    .map((count, index) => ({ count, worst: worstNs[index] ?? 0, afterNs: index * sliceNs }))
    .filter(({ count }) => count > 0)
    .map(({ count, worst, afterNs }) => {
      const end = startNs + afterNs + sliceNs;
      const span = { fromNs: Math.max(startNs, end - sliceNs - worst), toNs: end };
      const met = spans.filter((each) => overlap(each, span)).map(({ pause }) => pause);
      const longest = met.reduce<Pause | null>(
        (longer, pause) => (longer !== null && longer.durationNs >= pause.durationNs ? longer : pause),
        null,
      );
      return { span, slice: { afterNs, calls: count, worstNs: worst, pause: longest } };
    });
  const slowest = [...slices]
    .sort((a, b) => b.slice.worstNs - a.slice.worstNs)
    .slice(0, Math.min(mostSlowest, Math.ceil(slices.length / 10)));
  const figures = {
    slowest: slowest.length,
    slowestWithPause: slowest.filter(({ slice }) => slice.pause !== null).length,
    expectedByChance: slowest
      .map(({ span }) => chanceToMeet(span.toNs - span.fromNs, window, stops))
      .reduce((sum, chance) => sum + chance, 0),
    pauseShare: covered(stops) / Math.max(1, window.toNs - window.fromNs),
  };
  return { sliceNs, slices: slices.map(({ slice }) => slice), ...figures, statement: statementOf(figures) };
}

/** The pauses in an artifact of type `mediaTypes.pauses`; throws if it holds something else, and leaves out rows that are none. */
export function parseCollections(text: string, peer: string): readonly Pause[] {
  const table = JSON.parse(text) as Partial<{ schema: number; rows: readonly unknown[] }> | null;
  if (table?.schema !== 1 || !Array.isArray(table.rows))
    throw new Error('it is no table of pauses of schema 1');
  return (table.rows as readonly unknown[]).flatMap((row): readonly Pause[] => {
    if (!Array.isArray(row)) return [];
    const [startNs, durationNs, kind] = row as readonly unknown[];
    return isFinite(startNs) && isFinite(durationNs) && typeof kind === 'string'
      ? [{ startNs, durationNs, kind, peer }]
      : [];
  });
}

function isFinite(value: unknown): value is number {
  return Number.isFinite(value);
}

function spanOf({ startNs, durationNs }: Pause): Span {
  return { fromNs: startNs, toNs: startNs + durationNs };
}

function statementOf(figures: Omit<CollectionOverlay, 'sliceNs' | 'slices' | 'statement'>): string {
  const { slowest, slowestWithPause, expectedByChance, pauseShare } = figures;
  if (slowest === 0) return 'No call completed in the window.';
  if (pauseShare === 0) return 'No garbage collection fell into the window.';
  const share = (pauseShare * 100).toFixed(pauseShare < 0.1 ? 1 : 0);
  const [which, verb] =
    slowest === 1
      ? ['The slowest slice', slowestWithPause === 1 ? 'overlaps' : "doesn't overlap"]
      : [
          `${String(slowestWithPause)} of the ${String(slowest)} slowest slices`,
          slowestWithPause === 1 ? 'overlaps' : 'overlap',
        ];
  const chance = expectedByChance.toFixed(1);
  return `${which} ${verb} a garbage collection, where chance alone would make it ${chance}; pauses take ${share} % of the window.`;
}
