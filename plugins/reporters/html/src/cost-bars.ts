import type { Row } from '@wiretax/core';
import { cpuNsPerCall, hopsOf } from '@wiretax/core/record';
import { breakdown, isSplit, partName } from '@wiretax/costs';

/** A part of a call's time. */
export interface Portion {
  readonly name: string;
  readonly ns: number;
  /** A variable of the charts' style sheet; none for waiting. */
  readonly colour: string | null;
}

/** Where the mean response time of a row goes: CPU time of each peer, or of each kind of code where a profile told them apart, and waiting. */
export interface CostBar {
  readonly cpuNs: number;
  readonly waitingNs: number;
  readonly portions: readonly Portion[];
}

const mostParts = 6;
const waiting = 'waiting';

/** The bars of rows that are drawn together, so that a part has one colour in all; undefined for those that tell no CPU time. */
export function costBars(rows: readonly Row[]): ReadonlyMap<Row, CostBar> {
  const split = rows.map((row) => splitOf(row));
  const areSplit =
    split.some((parts) => parts !== undefined) &&
    rows.every((row, index) => split[index] !== undefined || cpuNsPerCall(row) === null);
  const order = areSplit ? largest(split.flatMap((parts) => parts ?? [])) : [];
  const bars = new Map<Row, CostBar>();
  rows.forEach((row, index) => {
    const cpuNs = cpuNsPerCall(row);
    if (cpuNs === null || cpuNs === 0) return;
    const parts = split[index];
    const portions = areSplit && parts !== undefined ? colouredParts(parts, order) : byPeer(row);
    const waitingNs = Math.max(0, (row.response.mean ?? 0) - cpuNs);
    bars.set(row, {
      cpuNs,
      waitingNs,
      portions: [...portions, ...(waitingNs === 0 ? [] : [{ name: waiting, ns: waitingNs, colour: null }])],
    });
  });
  return bars;
}

type Parts = NonNullable<ReturnType<typeof breakdown>>['portions'];
type Part = Parts[number]['part'];

/** Where the evidence ends; last, whatever they take. */
const rest: readonly Part[] = ['other', 'unseen'];

function splitOf(row: Row): Parts | undefined {
  const found = breakdown(row);
  return found === undefined || !isSplit(found) ? undefined : found.portions;
}

/** The parts that take most over all rows. */
function largest(portions: Parts): readonly Part[] {
  const sums = new Map<Part, number>();
  for (const { part, ns } of portions) sums.set(part, (sums.get(part) ?? 0) + ns);
  return [...sums]
    .filter(([part]) => !rest.includes(part))
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, mostParts)
    .map(([part]) => part);
}

function colouredParts(portions: Parts, order: readonly Part[]): readonly Portion[] {
  const nsOf = (wanted: (part: Part) => boolean): number =>
    portions.filter(({ part }) => wanted(part)).reduce((sum, { ns }) => sum + ns, 0);
  return [
    ...order.map((part, index) => ({
      name: partName(part),
      ns: nsOf((own) => own === part),
      colour: `series-${String(index + 1)}`,
    })),
    {
      name: 'everything else',
      ns: nsOf((own) => !order.includes(own) && own !== 'unseen'),
      colour: `series-${String(order.length + 1)}`,
    },
    { name: partName('unseen'), ns: nsOf((own) => own === 'unseen'), colour: 'unseen' },
  ].filter(({ ns }) => ns > 0);
}

/** User and kernel time of each peer that a call passes. */
function byPeer(row: Row): readonly Portion[] {
  let further = 0;
  return hopsOf(row).flatMap(({ name, userNsPerCall, systemNsPerCall }) => {
    const isKnown = name === 'client' || name === 'server';
    if (!isKnown) further = (further % 3) + 1;
    const colour = isKnown ? name : `peer-${String(further)}`;
    return [
      { name: `${name} user`, ns: userNsPerCall, colour: `${colour}-user` },
      { name: `${name} kernel`, ns: systemNsPerCall, colour: `${colour}-kernel` },
    ].filter(({ ns }) => ns > 0);
  });
}
