import { formatDuration, type Launch, longestToldNs } from '@wiretax/core';
import type { Section, Table } from '../explain/section.js';
import { shareText, signedChange, signedInterval } from './change-text.js';
import type { Circumstances } from './circumstances.js';
import { claimedUpTo, type Compared, type Comparison } from './comparison.js';
import { conclusionText, conclusionWord } from './conclusion-text.js';
import { type Figure, figures } from './figures.js';
import type { Sides } from './sides.js';

const mostLines = 40;

/** A comparison as people read it: what came out, the figures, then what to be wary of. */
export function comparisonSection(
  sides: Sides,
  compared: Compared,
  circumstances: Circumstances,
  all: boolean,
): Section {
  const names = namesOf(sides);
  const lines = all || compared.comparisons.length <= mostLines ? compared.comparisons : changed(compared);
  const hidden = compared.comparisons.length - lines.length;
  return {
    heading: `${names.a} and ${names.b}`,
    paragraph: [
      conclusionText(compared, names.a, names.b),
      names.legend,
      ...(circumstances.interleaved ? ['Launches of both alternated.'] : []),
    ].join(' '),
    tables: lines.length === 0 ? [] : [tableOf(compared, lines)],
    caveats: [
      ...(hidden === 0
        ? []
        : [`${String(hidden)} figures in which no difference was found are not shown; --all shows them`]),
      ...circumstances.warnings,
      ...unsupported(sides, compared),
      ...compared.leftOut.map(({ cell, reason }) => `left out: ${cell} (${reason})`),
      ...multiplicity(compared),
    ],
  };
}

interface Names {
  readonly a: string;
  readonly b: string;
  readonly legend: string;
}

/** Two cells are called by their ids; many of two runs are A and B. */
function namesOf({ a, b, pairs }: Sides): Names {
  const [only, ...others] = pairs;
  const run = a.manifest.id;
  if (a.directory === b.directory && only !== undefined) {
    return others.length === 0
      ? { a: only.a.cell.id, b: only.b.cell.id, legend: `Both are cells of ${run}.` }
      : {
          a: only.a.cell.transport.label,
          b: only.b.cell.transport.label,
          legend: `Both were measured in ${run}.`,
        };
  }
  const roleOf = ({ manifest }: Sides['a']): string =>
    manifest.against === undefined ? '' : `, the ${manifest.against.role}`;
  const count = others.length === 0 ? '' : ` Compared are ${String(pairs.length)} cells.`;
  return { a: 'A', b: 'B', legend: `A is ${run}${roleOf(a)}; B is ${b.manifest.id}${roleOf(b)}.${count}` };
}

function changed({ comparisons }: Compared): readonly Comparison[] {
  return comparisons.filter(
    ({ conclusion, byChance }) => conclusion === 'slower' || conclusion === 'faster' || byChance,
  );
}

function tableOf({ comparisons, margin }: Compared, lines: readonly Comparison[]): Table {
  const level = lines.find(({ effect }) => effect.interval !== null)?.effect.interval?.level ?? 0.95;
  const single = new Set(comparisons.map(({ a, b }) => `${a} ${b}`)).size === 1;
  return {
    title: 'Change from A to B',
    head: ['', 'A', 'B', 'change', `${shareText(level)} interval`, 'conclusion'],
    lines: lines.map((each) => [
      single
        ? each.figure.name
        : `${each.a === each.b ? each.a : `${each.a} → ${each.b}`} ${each.figure.name}`,
      each.figure.format(each.valueA),
      each.figure.format(each.valueB),
      signedChange(each.effect.ratio),
      signedInterval(each.effect.interval),
      conclusionWord(each, margin),
    ]),
  };
}

/** Figures that a side doesn't have: percentiles without enough calls, CPU time that the system doesn't tell. */
function unsupported({ pairs }: Sides, { comparisons, leftOut }: Compared): readonly string[] {
  const compared = pairs.length - leftOut.length;
  return figures.flatMap(({ key, name }) => {
    const absent = compared - comparisons.filter(({ figure }) => figure.key === key).length;
    if (absent === 0) return [];
    const where = absent === compared ? '' : ` in ${String(absent)} of ${String(compared)} cells`;
    const why =
      latencies.has(key) && pairs.some(({ a, b }) => [...a.launches, ...b.launches].some(overflows));
    const because = why
      ? `; histograms reach no further than ${formatDuration(longestToldNs)}`
      : key === 'p99'
        ? '; it takes 1,000 calls'
        : '';
    return [`${name} is not known on both sides${where}${because}`];
  });
}

const latencies: ReadonlySet<Figure['key']> = new Set<Figure['key']>(['p50', 'p99', 'mean']);

function overflows({ response }: Launch): boolean {
  return (response.overflow ?? 0) > 0;
}

/** What many comparisons mean for a single one. */
function multiplicity({ comparisons }: Compared): readonly string[] {
  const tested = comparisons.filter(({ effect }) => effect.pValue !== null).length;
  if (tested < 2) return [];
  const byChance = comparisons.filter((each) => each.byChance).length;
  const expected = String(Number((tested * claimedUpTo).toPrecision(2)));
  const chance = byChance === 0 ? '' : `; ${String(byChance)} would be one if looked at alone`;
  return [
    `of ${String(tested)} comparisons about ${expected} would show a difference by chance alone, so one is claimed only while no more than 5 % of ` +
      `such claims are expected to be false (Benjamini and Hochberg 1995)${chance}`,
  ];
}
