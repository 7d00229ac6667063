import { type Finding, formatDuration, type Row } from '@wiretax/core';
import { hopsOf } from '@wiretax/core/record';
import {
  cpuMargin,
  type Explanation,
  explainAll,
  isSplit,
  leadingParts,
  type Pair,
  partName,
  together,
} from '@wiretax/costs';
import { type Contender, pointsThatMatter, type Standing } from '@wiretax/standings';
import {
  caveatsOf,
  equalWords,
  findingId,
  listed,
  timesWords,
  unknownWords,
} from '@wiretax/statistics/statements';
import { percentText } from '@wiretax/writing';
import { ranked, type ToldStandings } from './told-standings.js';

/** The first corner speaks where no row was profiled. */
const places = 4;
const mostParts = 3;

/** Two of a place. */
interface Asked {
  readonly place: string;
  readonly best: Contender;
  readonly other: Contender;
}

/**
 * Why the last costs more than the best, and the second: by what a profile told of them, at the first place of which it did. Without one by
 * their CPU time, and that is all that is known.
 */
export function whyOf(told: ToldStandings | undefined): readonly Finding[] {
  const all = told?.standings ?? [];
  const corners = pointsThatMatter(all, places);
  const profiled = [...corners, ...all.filter((standing) => !corners.includes(standing))].find((standing) =>
    askedOf(standing).some(({ best, other }) => isProfiled([best.row, other.row])),
  );
  const standing = profiled ?? corners[0];
  const asked = standing === undefined ? [] : askedOf(standing);
  const explanations = explainAll(asked.map(({ best, other }): Pair => [best.row, other.row]));
  return asked.flatMap((one) => {
    const ids = [one.best, one.other].map(({ row }) => row.cell.id);
    const found = explanations.find(({ a, b }) => ids.includes(a) && ids.includes(b));
    return found === undefined ? [] : [findingOf(one, found)];
  });
}

function isProfiled(pair: Pair): boolean {
  return explainAll([pair]).some(({ cpu }) => isSplit(cpu));
}

/** The last and the best, then the second and the best. */
function askedOf(standing: Standing): readonly Asked[] {
  const [best, ...others] = ranked(standing);
  if (best === undefined) return [];
  const { place } = standing;
  return [...new Set([others.at(-1), others[0]])].flatMap((other) =>
    other === undefined || !tellAlike(best.row, other.row) ? [] : [{ place, best, other }],
  );
}

/** CPU time of a call in its client alone, where nothing is told of the server, is none of a whole call. */
function tellAlike(a: Row, b: Row): boolean {
  const tellsServer = (row: Row): boolean => hopsOf(row).some(({ half }) => half === 'server');
  return tellsServer(a) === tellsServer(b);
}

function findingOf({ place, best, other }: Asked, explanation: Explanation): Finding {
  const { cpu } = explanation;
  const labels = new Map([best, other].map(({ row, label }) => [row.cell.id, label]));
  const profiled = isSplit(cpu);
  const { effect } = cpu;
  return {
    id: findingId('answer', 'why', place, other.label, best.label),
    statement: `At ${place} ${cpuWords(explanation, labels)}${profiled ? partsWords(explanation) : waitingWords(explanation)}.`,
    numbers: {
      ...(effect === null ? {} : { cpuRatio: effect.ratio }),
      cpuANs: cpu.aNs,
      cpuBNs: cpu.bNs,
      ...Object.fromEntries(cpu.portions.map(({ part, gapNs }) => [`cpuGap.${part}Ns`, gapNs])),
    },
    ...(effect?.interval ? { interval: effect.interval } : {}),
    cells: [best.row.cell.id, other.row.cell.id],
    ...caveatsOf([best.row, other.row]),
    answers: 'why',
    ...(profiled ? {} : { lacks: 'evidence' as const }),
  };
}

/** `a call of grpc takes 4.16 times (95 %: 3.9 to 4.4) the CPU time of tcp (394 and 94.7 µs, client and server together)`. */
function cpuWords(explanation: Explanation, labels: ReadonlyMap<string, string>): string {
  const { a, b, cpu } = explanation;
  const [nameA, nameB] = [labels.get(a) ?? a, labels.get(b) ?? b];
  const isB = cpu.gapNs >= 0;
  const [dear, cheap] = isB ? [nameB, nameA] : [nameA, nameB];
  const [most, least] = isB ? [cpu.bNs, cpu.aNs] : [cpu.aNs, cpu.bNs];
  const amounts = `${formatDuration(most)} and ${formatDuration(least)}, ${together(explanation)}`;
  if (cpu.told === 'same')
    return `${nameA} and ${nameB} are ${equalWords(cpuMargin)} by CPU per call (${amounts})`;
  if (cpu.told === 'open')
    return `whether ${dear} takes more CPU time than ${cheap} is ${unknownWords()} (${amounts})`;
  const { ratio = 1, interval = null } = cpu.effect ?? {};
  const turned =
    interval !== null && !isB ? { ...interval, low: 1 / interval.high, high: 1 / interval.low } : interval;
  return `a call of ${dear} takes ${timesWords(isB ? ratio : 1 / ratio, turned)} the CPU time of ${cheap} (${amounts})`;
}

/** What of the difference a profile is certain of. */
function partsWords(explanation: Explanation): string {
  if (explanation.cpu.told !== 'differs') return '';
  const parts = leadingParts(explanation).slice(0, mostParts);
  if (parts.length === 0) return '; of no part of that it is certain';
  return `; of the difference ${listed(parts.map(({ part, share }) => `${percentText(share)} is ${partName(part)}`))}`;
}

/** How much of the longer response is no CPU time of the call. */
function waitingWords({ response }: Explanation): string {
  if (response?.told !== 'differs') return '';
  const waiting = response.portions.find(({ part }) => part === 'waiting');
  const share = waiting?.share ?? 0;
  return share >= 0.1 && share <= 1 ? `; ${percentText(share)} of the longer response is waiting` : '';
}
