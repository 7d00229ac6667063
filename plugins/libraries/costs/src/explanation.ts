import type { AxisField, Row } from '@wiretax/core';
import { isStruck, peerColumns, varyingAxes } from '@wiretax/core/record';
import { falseDiscoveryRates } from '@wiretax/statistics';
import { type Cost, costOf } from './cost.js';
import { countDifferences, type Difference, timeDifferences } from './counters.js';
import { type Comparison, cpuGap, type Gap, responseGap, type ResponsePart } from './gap.js';
import { effectOf, type Figure, figures, tell } from './launch-effects.js';
import type { Pair } from './pairs.js';
import { type Part, unexplainedParts, unsplitParts } from './parts.js';

export interface Explanation {
  /** Ids of the cells; B is the one whose mean response time is longer. */
  readonly a: string;
  readonly b: string;
  readonly differs: readonly AxisField[];
  /** The peers that a call of either passes, in the order of columns. */
  readonly peers: readonly string[];
  /** CPU time of a call in each of them, ns; 0 in one that the cell doesn't have. */
  readonly byPeer: readonly { readonly peer: string; readonly aNs: number; readonly bNs: number }[];
  readonly p50: Comparison & { readonly aNs: number | null; readonly bNs: number | null };
  /** Mean response time: CPU time that the call itself takes in all of them, and what it waits for. */
  readonly response: Gap<ResponsePart> | null;
  readonly cpu: Gap<Part>;
  /**
   * How much differs that nothing explains, over the CPU gap; more in one part doesn't make up for less in another. Null when
   * there is no gap.
   */
  readonly unexplainedShare: number | null;
  /** Calls to the system and switches, those that differ most first. */
  readonly counts: readonly Difference[];
  /** Time in system calls and waiting for a CPU, of all threads, ns a call; not all of it is on the call's way. */
  readonly times: readonly Difference[];
  readonly caveats: readonly string[];
}

/** Why a call of one row costs more than one of the other. Undefined unless both have a completed trial. */
export function explain(one: Row, other: Row): Explanation | undefined {
  return explainAll([[one, other]])[0];
}

/** The same of each pair that can be; what is told is corrected for how many there are (false discovery rate). */
export function explainAll(pairs: readonly Pair[]): readonly Explanation[] {
  const all = pairs.flatMap(([one, other]) => sidesOf(one, other) ?? []);
  const compared = all.flatMap((sides) => figureNames.map((figure) => comparedIn(figure, sides)));
  const rates = falseDiscoveryRates(compared.map((effect) => effect?.pValue ?? null));
  return all.map((sides, index) =>
    explained(sides, (figure) => {
      const at = index * figureNames.length + figureNames.indexOf(figure);
      const effect = compared[at] ?? null;
      return { effect, told: tell(figure, effect, rates[at]) };
    }),
  );
}

const figureNames = Object.keys(figures) as readonly Figure[];

interface Sides {
  readonly rows: readonly [a: Row, b: Row];
  readonly costs: readonly [a: Cost, b: Cost];
}

/** The one with the longer mean response time is B. */
function sidesOf(one: Row, other: Row): Sides | undefined {
  const [costOne, costOther] = [costOf(one), costOf(other)];
  if (costOne === undefined || costOther === undefined) return undefined;
  const slower =
    (other.response.mean ?? 0) - (one.response.mean ?? 0) ||
    costOther.cpuNs - costOne.cpuNs ||
    other.cell.id.localeCompare(one.cell.id);
  return slower >= 0
    ? { rows: [one, other], costs: [costOne, costOther] }
    : { rows: [other, one], costs: [costOther, costOne] };
}

function comparedIn(figure: Figure, { rows: [a, b], costs }: Sides) {
  const values = {
    p50: [a.response.p50, b.response.p50],
    response: [a.response.mean, b.response.mean],
    cpu: [costs[0].cpuNs, costs[1].cpuNs],
  } as const;
  return effectOf(figure, a, b, values[figure]);
}

function explained({ rows, costs }: Sides, compared: (figure: Figure) => Comparison): Explanation {
  const [a, b] = rows;
  const [costA, costB] = costs;
  const cpu = cpuGap(costA, costB, compared('cpu'));
  const peers = peerColumns(rows).map(({ name }) => name);
  return {
    a: a.cell.id,
    b: b.cell.id,
    differs: varyingAxes([a.cell, b.cell]),
    peers,
    byPeer: peers.map((peer) => ({ peer, aNs: nsOf(costA, peer), bNs: nsOf(costB, peer) })),
    p50: { aNs: a.response.p50, bNs: b.response.p50, ...compared('p50') },
    response: responseGap(rows, [costA.cpuNs, costB.cpuNs], compared('response')),
    cpu,
    unexplainedShare: cpu.gapNs === 0 ? null : unexplainedNs(cpu) / Math.abs(cpu.gapNs),
    counts: countDifferences(a, b),
    times: timeDifferences(a, b),
    caveats: [
      ...new Set([...rows.flatMap(struckCaveat), ...costA.caveats, ...costB.caveats, ...intervalCaveat(cpu)]),
    ],
  };
}

function nsOf({ peers }: Cost, name: string): number {
  return peers.find(({ peer }) => peer === name)?.ns ?? 0;
}

/** Of user and kernel code that wasn't split the sum is measured, and only it counts. */
function unexplainedNs({ portions }: Gap<Part>): number {
  const gaps = (wanted: (part: Part) => boolean): readonly number[] =>
    portions.filter(({ part }) => wanted(part)).map(({ gapNs }) => gapNs);
  const unsplit = gaps((part) => unsplitParts.has(part)).reduce((sum, gapNs) => sum + gapNs, 0);
  const others = gaps((part) => unexplainedParts.has(part) && !unsplitParts.has(part));
  return others.reduce((sum, gapNs) => sum + Math.abs(gapNs), Math.abs(unsplit));
}

/** Pairs that a user names may be of any rows. */
function struckCaveat(row: Row): readonly string[] {
  return isStruck(row) ? [`${row.cell.id} is ${row.verdict} and must stay out of comparisons`] : [];
}

function intervalCaveat({ portions }: Gap<Part>): readonly string[] {
  return portions.some(({ interval }) => interval !== null)
    ? [
        'intervals of parts of CPU time come from their numbers of samples (Poisson) and hold for all parts together; launches may differ by more',
      ]
    : [];
}
