import { formatSize } from '@wiretax/core';
import { type Measure, type Place, type Protocol, type PublishedTable } from './study/point.js';
import { publishedIn } from './study/published.js';

/** A finding of the study, as something that can be looked for in other results. */
export interface Claim {
  /** Stable: letters, digits, dashes. */
  readonly id: string;
  /** Its words hold the limits of its parts, so that what is confirmed is what they say. */
  readonly claim: string;
  readonly table: PublishedTable;
  /** It holds if all of them hold. Parts whose cells a run doesn't have are left out. */
  readonly parts: readonly Part[];
  /**
   * How much of it must be here to confirm it. Default: all parts. `third`: a third of them. `both-sides`: one part that must
   * be above a limit and one that must be below.
   */
  readonly needs?: 'all' | 'third' | 'both-sides';
  /** What must be known about it when it isn't confirmed. */
  readonly caution?: string;
  /** What must be known about it whatever comes out. */
  readonly note?: string;
}

/** A number that must lie within limits. */
export interface Part {
  /** What is computed: `mean REST/TCP`. */
  readonly name: string;
  /** Where: `64B`, `c50`. */
  readonly at: string;
  readonly points: readonly Point[];
  /** Of one value for each point. */
  compute(values: readonly number[]): number;
  readonly low: number;
  readonly high: number;
  /** What the study found; null where it gives no figure for it. */
  readonly study: number | null;
}

export interface Point extends Place {
  readonly measure: Measure;
}

type Limits = readonly [low: number, high: number];

export const atLeast = (low: number): Limits => [low, Number.POSITIVE_INFINITY];
export const below = (high: number): Limits => [0, high];

const measureNames: Readonly<Partial<Record<Measure, string>>> = {
  'tail-ratio': 'P99/P50',
  'service-tail-ratio': 'service P99/P50',
  'service-mean': 'mean service',
  p50: 'P50',
  p99: 'P99',
  ipc: 'IPC',
  'system-share': 'share of system time',
  'syscalls.futex': 'futex calls',
};

const nameOf = (measure: Measure): string => measureNames[measure] ?? measure.replaceAll('-', ' ');

const titles: Readonly<Record<Protocol, string>> = { tcp: 'TCP', rest: 'REST', grpc: 'gRPC' };

/** The value of one cell. */
export function value(
  table: PublishedTable,
  measure: Measure,
  place: Place,
  limits: Limits,
  study?: number,
): Part {
  return part(
    table,
    `${nameOf(measure)} ${titles[place.protocol]}`,
    placeText(place),
    [{ measure, ...place }],
    ([only = 0]) => only,
    limits,
    study,
  );
}

/** One protocol over another in the same place. */
export function versus(
  table: PublishedTable,
  measure: Measure,
  [a, b]: readonly [Protocol, Protocol],
  place: Omit<Place, 'protocol'>,
  limits: Limits,
  study?: number,
): Part {
  const points = [a, b].map((protocol) => ({ measure, protocol, ...place }));
  return part(
    table,
    `${nameOf(measure)} ${titles[a]}/${titles[b]}`,
    placeText(place),
    points,
    over,
    limits,
    study,
  );
}

/** One protocol in one place over the same in another. */
export function growth(
  table: PublishedTable,
  measure: Measure,
  to: Place,
  from: Place,
  limits: Limits,
  study?: number,
): Part {
  const points = [to, from].map((place) => ({ measure, ...place }));
  return part(
    table,
    `${nameOf(measure)} ${titles[to.protocol]}`,
    `${placeText(to)} over ${placeText(from)}`,
    points,
    over,
    limits,
    study,
  );
}

/** How the ratio of two protocols changes from one place to another. */
export function growthOfRatio(
  table: PublishedTable,
  measure: Measure,
  [a, b]: readonly [Protocol, Protocol],
  to: Omit<Place, 'protocol'>,
  from: Omit<Place, 'protocol'>,
  limits: Limits,
  study?: number,
): Part {
  const points = [to, from].flatMap((place) => [
    { measure, protocol: a, ...place },
    { measure, protocol: b, ...place },
  ]);
  const compute = ([a2 = 0, b2 = 0, a1 = 0, b1 = 0]: readonly number[]): number => a2 / b2 / (a1 / b1);
  const at = `${placeText(to)} over ${placeText(from)}`;
  return part(table, `${nameOf(measure)} ${titles[a]}/${titles[b]}`, at, points, compute, limits, study);
}

function over([a = 0, b = 0]: readonly number[]): number {
  return a / b;
}

function part(
  table: PublishedTable,
  name: string,
  at: string,
  points: readonly Point[],
  compute: Part['compute'],
  [low, high]: Limits,
  study?: number,
): Part {
  const values = points.flatMap((point) => publishedIn(table, point.measure, point) ?? []);
  const published = values.length === points.length ? compute(values) : null;
  return { name, at, points, compute, low, high, study: study ?? published };
}

function placeText({ bytes, clients, limit }: Omit<Place, 'protocol'>): string {
  return `${formatSize(bytes)}.c${String(clients)}${limit === undefined ? '' : `.semaphore-${String(limit)}`}`;
}
