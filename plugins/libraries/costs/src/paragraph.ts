import { equalWords, listed, timesWords, unknownWords } from '@wiretax/statistics/statements';
import { microsText, percentText } from '@wiretax/writing';
import type { Explanation } from './explanation.js';
import type { Comparison, Gap, Portion, ResponsePart } from './gap.js';
import { figures } from './launch-effects.js';
import { type Part, partName, unexplainedParts } from './parts.js';
import { isApart } from './sampled.js';

const responseNames: Readonly<Record<ResponsePart, string>> = {
  cpu: "the call's own CPU time",
  flow: 'waiting for flow control or the generator',
  waiting: 'waiting (for other calls, wake-ups and a CPU)',
};

export function responsePartName(part: ResponsePart): string {
  return responseNames[part];
}

/** Parts that are named carry at least this share of the gap. */
const namedShare = 0.1;
/** What is unexplained is said from this share of the larger side on. */
const leastUnexplained = 0.005;

/** Whose CPU time it is: `client and server together`, `client, proxy-1 and server together`. */
export function together({ peers }: { readonly peers: readonly string[] }): string {
  return `${listed(peers.length < 2 ? ['client', 'server'] : peers)} together`;
}

/** The explanation in plain words, every statement with its numbers; says nothing that the parts don't show. */
export function paragraph(explanation: Explanation): string {
  const { cpu } = explanation;
  const sentences = [latencySentence(explanation), ...responseSentence(explanation)];
  if (cpu.told !== 'differs') return [...sentences, `${undecidedCpu(explanation)}.`].join(' ');
  const { dear, cheap } = sides(explanation);
  sentences.push(
    `A call of ${dear.name} takes ${microsText(dear.ns)} of CPU time, ${together(explanation)}, one of ${cheap.name} ${microsText(cheap.ns)}: ${microsText(dear.ns - cheap.ns)} more, ${certainty(cpu)}.`,
  );
  const named = certainParts(cpu, (share) => share >= namedShare);
  if (named.length > 0) sentences.push(`Of that, ${listed(named.map((portion) => shareOf(cpu, portion)))}.`);
  else if (cpu.portions.some(({ interval }) => interval !== null))
    sentences.push('Of no part it is certain: chance may make the numbers of samples differ as much.');
  const against = certainParts(cpu, (share) => share <= -namedShare);
  if (against.length > 0) {
    const spent = against.map(({ part, gapNs }) => `${partName(part)} (${microsText(Math.abs(gapNs))})`);
    sentences.push(`${cheap.name} spends more on ${listed(spent)}.`);
  }
  const rest = unexplained(explanation);
  return [...sentences, ...(rest === undefined ? [] : [`Unexplained is ${rest}.`])].join(' ');
}

/** The difference in CPU time in one sentence, for a finding. */
export function statement(explanation: Explanation): string {
  const { cpu } = explanation;
  if (cpu.told !== 'differs') return `${undecidedCpu(explanation)}.`;
  const { dear, cheap } = sides(explanation);
  const named = certainParts(cpu, (share) => share >= namedShare).map((portion) => shareOf(cpu, portion));
  const parts = named.length === 0 ? '' : `, of which ${listed(named)}`;
  const rest = unexplained(explanation);
  const unknown = rest === undefined ? '' : `; unexplained is ${rest}`;
  return `A call of ${dear.name} takes ${microsText(dear.ns)} of CPU time, ${microsText(dear.ns - cheap.ns)} more than one of ${cheap.name}, ${ratioWords(cpu)}${parts}${unknown}.`;
}

function undecidedCpu(explanation: Explanation): string {
  const { a, b, cpu } = explanation;
  const each = `${microsText(cpu.aNs)} for ${a}, ${microsText(cpu.bNs)} for ${b}, ${together(explanation)}, ${ratioWords(cpu)}`;
  return cpu.told === 'same'
    ? `CPU time a call is ${equalWords(figures.cpu.margin)}: ${each}`
    : `Whether CPU time a call differs is ${unknownWords()}: ${each}`;
}

/** Which of the two takes more CPU time. */
function sides({ a, b, cpu }: Explanation) {
  const [inA, inB] = [
    { name: a, ns: cpu.aNs },
    { name: b, ns: cpu.bNs },
  ];
  return cpu.gapNs >= 0 ? { dear: inB, cheap: inA } : { dear: inA, cheap: inB };
}

/** Of the larger over the smaller: `4.00 times (95 %: 3.80 to 4.21)`. */
function ratioWords({ effect }: Comparison): string {
  if (effect === null) return 'no ratio';
  const { ratio, interval } = effect;
  if (ratio >= 1 || interval === null) return timesWords(Math.max(ratio, 1 / ratio), interval);
  return timesWords(1 / ratio, { ...interval, low: 1 / interval.high, high: 1 / interval.low });
}

/** The same, where nothing else says that there is no interval. */
function certainty(comparison: Comparison): string {
  return `${ratioWords(comparison)}${comparison.effect?.interval === null ? ', no interval' : ''}`;
}

/** What makes the dearer call dear: parts of its extra CPU time that are certain, largest first, each with its share of that. */
export function leadingParts({
  cpu,
}: Explanation): readonly { readonly part: Part; readonly share: number }[] {
  return certainParts(cpu, (share) => share >= namedShare).map(({ part, share }) => ({
    part,
    share: share ?? 0,
  }));
}

/** Parts of which it is known that they differ, or where nobody knows how well they are. */
function certainParts({ portions }: Gap<Part>, wanted: (share: number) => boolean): readonly Portion<Part>[] {
  return portions.filter(
    ({ part, share, interval }) =>
      !unexplainedParts.has(part) && wanted(share ?? 0) && (interval === null || isApart(interval)),
  );
}

/** `58 % is protocol code (51 to 65 % by its samples)`. */
function shareOf({ gapNs }: Gap<Part>, { part, share, interval }: Portion<Part>): string {
  if (interval === null) return `${percentText(share)} is ${partName(part)} (no interval)`;
  const [low = 0, high = 0] = [interval.low / gapNs, interval.high / gapNs].sort((a, b) => a - b);
  return `${percentText(share)} is ${partName(part)} (${(low * 100).toFixed(0)} to ${percentText(high)} by its samples)`;
}

/** What is in no part that is known, on both sides: one side doesn't make up for the other. */
function unexplained({ a, b, cpu }: Explanation): string | undefined {
  const least = leastUnexplained * Math.max(cpu.aNs, cpu.bNs);
  const found = cpu.portions
    .filter(({ part, aNs, bNs }) => unexplainedParts.has(part) && Math.max(aNs, bNs) >= least)
    .map(({ part, aNs, bNs }) => `${partName(part)} (${microsText(aNs)} and ${microsText(bNs)})`);
  return found.length === 0 ? undefined : `${listed(found)} of a call of ${a} and ${b}`;
}

function latencySentence({ a, b, p50: { aNs, bNs, effect, told } }: Explanation): string {
  if (aNs === null || bNs === null) return `There are too few calls for a P50 of ${aNs === null ? a : b}.`;
  if (told === 'same')
    return `${a} and ${b} are ${equalWords(figures.p50.margin)} by P50: ${microsText(aNs)} and ${microsText(bNs)}.`;
  if (told === 'open')
    return `Whether the P50 of ${a} and ${b} differs is ${unknownWords()}: ${microsText(aNs)} and ${microsText(bNs)}, ${certainty({ effect, told })}.`;
  const [slow, fast] = bNs > aNs ? [b, a] : [a, b];
  return `${slow} has a P50 of ${microsText(Math.max(aNs, bNs))}, ${fast} of ${microsText(Math.min(aNs, bNs))}, ${certainty({ effect, told })}.`;
}

function responseSentence({ response }: Explanation): readonly string[] {
  if (response?.told !== 'differs') return [];
  const largest = response.portions.find(
    ({ share, interval }) => (share ?? 0) > 0 && (interval === null || isApart(interval)),
  );
  if (largest === undefined) return [];
  return [
    `${percentText(largest.share)} of the difference in mean response time (${microsText(response.gapNs)}) is ${responseNames[largest.part]}.`,
  ];
}
