import type { Explanation, Portion, ResponsePart } from './gap.js';
import { partName, unexplainedParts } from './parts.js';

const responseNames: Readonly<Record<ResponsePart, string>> = {
  cpu: "the call's own CPU time",
  flow: 'waiting for flow control or the generator',
  waiting: 'waiting (for other calls, wake-ups and a CPU)',
};

export function responsePartName(part: ResponsePart): string {
  return responseNames[part];
}

/** Below this share of the larger side a difference is none. */
const leastGap = 0.03;
/** The same for CPU time, whose parts are samples of another pass: less can't be split soundly. */
const leastCpuGap = 0.1;
/** Parts that are named in the paragraph carry at least this share of the gap. */
const namedShare = 0.1;

/** The explanation in plain words, every statement with its numbers; says nothing that the parts don't show. */
export function paragraph(explanation: Explanation): string {
  const { a, b, response, cpu, unexplainedShare } = explanation;
  const sentences = [latencySentence(explanation)];
  if (response !== null && isGap(response, leastGap)) {
    const [largest] = response.portions.filter(({ share }) => (share ?? 0) > 0);
    if (largest !== undefined) {
      sentences.push(
        `${percent(largest.share)} of the difference in mean response time (${micros(response.gapNs)}) is ${responseNames[largest.part]}.`,
      );
    }
  }
  if (!isGap(cpu, leastCpuGap)) {
    sentences.push(
      `CPU time a call is the same within ${percent(leastCpuGap)}: ${micros(cpu.aNs)} for ${a}, ${micros(cpu.bNs)} for ${b}, client and server together.`,
    );
    return sentences.join(' ');
  }
  const { dear, cheap } = sides(explanation);
  sentences.push(
    `A call of ${dear.name} takes ${micros(dear.ns)} of CPU time, client and server together, one of ${cheap.name} ${micros(cheap.ns)}: ${micros(dear.ns - cheap.ns)} more.`,
  );
  const named = namedParts(cpu, (share) => share >= namedShare);
  if (named.length > 0) sentences.push(`Of that, ${list(named.map(shareOf))}.`);
  const against = namedParts(cpu, (share) => share <= -namedShare);
  if (against.length > 0) {
    const spent = against.map(({ part, gapNs }) => `${partName(part)} (${micros(Math.abs(gapNs))})`);
    sentences.push(`${cheap.name} spends more on ${list(spent)}.`);
  }
  sentences.push(
    (unexplainedShare ?? 0) < 0.005
      ? 'Every sample fell into a part that is known.'
      : `${percent(unexplainedShare)} of it is unexplained.`,
  );
  return sentences.join(' ');
}

/** The difference in CPU time in one sentence, for a finding. */
export function statement(explanation: Explanation): string {
  const { a, b, cpu, unexplainedShare } = explanation;
  if (!isGap(cpu, leastCpuGap)) {
    return `A call of ${b} and one of ${a} take the same CPU time within ${percent(leastCpuGap)}, ${micros(cpu.bNs)} and ${micros(cpu.aNs)}.`;
  }
  const { dear, cheap } = sides(explanation);
  const named = namedParts(cpu, (share) => share >= namedShare).map(shareOf);
  const rest = `${percent(unexplainedShare)} is unexplained`;
  return `A call of ${dear.name} takes ${micros(dear.ns)} of CPU time, ${micros(dear.ns - cheap.ns)} more than one of ${cheap.name}, of which ${list([...named, rest])}.`;
}

/** Which of the two takes more CPU time. */
function sides({ a, b, cpu }: Explanation) {
  const [inA, inB] = [
    { name: a, ns: cpu.aNs },
    { name: b, ns: cpu.bNs },
  ];
  return cpu.gapNs >= 0 ? { dear: inB, cheap: inA } : { dear: inA, cheap: inB };
}

function namedParts(
  { portions }: Explanation['cpu'],
  wanted: (share: number) => boolean,
): Explanation['cpu']['portions'] {
  return portions.filter(({ part, share }) => !unexplainedParts.has(part) && wanted(share ?? 0));
}

function latencySentence({ a, b, p50: { aNs, bNs } }: Explanation): string {
  if (aNs === null || bNs === null) return `There are too few calls for a P50 of ${aNs === null ? a : b}.`;
  if (Math.abs(bNs - aNs) <= leastGap * Math.max(aNs, bNs)) {
    return `${a} and ${b} have the same P50 within 3 %: ${micros(aNs)} and ${micros(bNs)}.`;
  }
  const [slow, fast] = bNs > aNs ? [b, a] : [a, b];
  const times = (Math.max(aNs, bNs) / Math.min(aNs, bNs)).toFixed(1);
  return `${slow} has a P50 of ${micros(Math.max(aNs, bNs))}, ${fast} of ${micros(Math.min(aNs, bNs))}: ${times} times.`;
}

function isGap({ aNs, bNs, gapNs }: { aNs: number; bNs: number; gapNs: number }, least: number): boolean {
  return Math.abs(gapNs) > least * Math.max(aNs, bNs);
}

function shareOf({ part, share }: Portion<Parameters<typeof partName>[0]>): string {
  return `${percent(share)} is ${partName(part)}`;
}

function list(items: readonly string[]): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
}

export function percent(share: number | null): string {
  return share === null ? '–' : `${(share * 100).toFixed(0)} %`;
}

export function micros(ns: number): string {
  const us = ns / 1000;
  return `${us.toFixed(Math.abs(us) < 10 ? 2 : Math.abs(us) < 100 ? 1 : 0)} µs`;
}
