import { formatDuration, type Launch, longestToldNs } from '@wiretax/core';
import { claimedUpTo } from '@wiretax/statistics';
import { listed } from '@wiretax/statistics/statements';
import type { Section } from '@wiretax/writing';
import type { Circumstances } from './circumstances.js';
import { type Compared, type Comparison, judgementsOf } from './comparison.js';
import { conclusionText } from './conclusion-text.js';
import { type Figure, figures } from './figures.js';
import { stateCheck, stateWarning } from './machine-state.js';
import type { Sides } from './sides.js';
import { tablesOf } from './tables.js';

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
  const { states, interleaved } = circumstances;
  const sentences = [
    stateWarning(states, interleaved, names.a, names.b),
    conclusionText(compared, names.a, names.b),
    names.legend,
    ...pairing(sides, compared.paired),
    stateCheck(states, names.b),
  ];
  const hidden = compared.comparisons.length - lines.length;
  return {
    heading: `${names.a} and ${names.b}`,
    paragraph: sentences.filter((sentence) => sentence !== '').join(' '),
    tables: tablesOf(compared, lines),
    caveats: [
      ...(hidden === 0
        ? []
        : [`${String(hidden)} figures in which no difference was found are not shown; --all shows them`]),
      ...circumstances.warnings,
      ...unsupported(sides, compared),
      ...unusedBlocks(compared),
      ...compared.leftOut.map(({ cell, reason }) => `left out: ${cell} (${reason})`),
      ...multiplicity(compared),
      ...estimates(compared),
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

/** How launches were set against each other. */
function pairing({ a, b }: Sides, paired: boolean): readonly string[] {
  if (!paired) return [];
  return a.directory === b.directory
    ? ['They are compared block by block, as each block measured both.']
    : ['Launches of both alternated, and are compared block by block.'];
}

function unusedBlocks({ incomplete, pool }: Compared): readonly string[] {
  const blocks = (numbers: readonly number[]): string =>
    `${numbers.length === 1 ? 'block' : 'blocks'} ${listed(numbers.map(String))}`;
  return [
    ...incomplete.map(
      (each) => `${blocks(each.blocks)} of ${each.cell} left out, as only one side has finished`,
    ),
    ...(pool === null || pool.incomplete.length === 0
      ? []
      : [`${blocks(pool.incomplete)} left out of cells together, as not all cells have finished`]),
  ];
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
function multiplicity(compared: Compared): readonly string[] {
  const all = judgementsOf(compared);
  const tested = all.filter(({ effect }) => effect.pValue !== null).length;
  if (tested < 2) return [];
  const byChance = all.filter((each) => each.byChance).length;
  const expected = String(Number((tested * claimedUpTo).toPrecision(2)));
  const chance = byChance === 0 ? '' : `; ${String(byChance)} would be one if looked at alone`;
  return [
    `of ${String(tested)} comparisons about ${expected} would show a difference by chance alone, so one is claimed only while no more than 5 % of ` +
      `such claims are expected to be false (Benjamini and Hochberg 1995)${chance}`,
  ];
}

/** What estimates beside the plain ones mean. */
function estimates(compared: Compared): readonly string[] {
  const hasTrimmed = judgementsOf(compared).some(({ trimmed }) => trimmed !== null);
  const units = compared.paired ? 'blocks' : 'launches';
  return [
    ...(hasTrimmed
      ? [
          `trimmed: without the fifth of ${units} that is highest and the fifth that is lowest (Yuen 1974); where it is far from the ` +
            `change, single ${units} carry that`,
        ]
      : []),
    ...(compared.pool === null
      ? []
      : [
          'over cells together: of each block the geometric mean of the changes of its cells, each of which counts alike; no cell need have ' +
            'changed so, and opposite changes cancel',
        ]),
  ];
}
