import { formatRatio } from '@wiretax/core';
import { anotherState, type Interval } from '@wiretax/statistics';
import { listed } from '@wiretax/statistics/statements';
import { none, type Section } from '@wiretax/writing';
import { points, shareText, signedChange } from '../change-text.js';
import { disturbedWords } from '../disturbed.js';
import { statesOf } from '../machine-state.js';
import { sideDifferences } from '../side-differences.js';
import type { Sides } from '../sides.js';
import { type Answered, gateError, type GateAnswer, type GateOutcome } from './gate.js';
import { leastKnown, type Power } from './power.js';
import { gateStatement, placeText } from './statement.js';

const words: Readonly<Record<GateOutcome, string>> = {
  slower: 'slower',
  'not-slower': 'not slower',
  unknown: 'not known',
};

export interface GateTold {
  readonly answer: GateAnswer;
  /** What is compared, as it was named. */
  readonly names: { readonly base: string; readonly head: string };
  readonly power: Power | null;
  /** What else must be known, a sentence each without a full stop. */
  readonly caveats: readonly string[];
}

/** What a gate answered, as people read it: the answer, the figures, what it would have seen, what to be wary of. */
export function gateSection(sides: Sides, { answer, names, power, caveats }: GateTold): Section {
  const { pairs, onlyA, onlyB } = sides;
  const { answers, margin, paired, leftOut, disturbed } = answer;
  const [some, all] = disturbed;
  const boundCells = pairs.filter(({ a, b }) =>
    [a, b].some(({ verdicts }) => verdicts.includes('client-bound')),
  );
  return {
    heading: `${names.head} against ${names.base}`,
    paragraph: [gateStatement(answer), ...(power === null ? [] : [powerText(power, answer)])].join(' '),
    tables: [
      {
        title: 'Change from base to head',
        head: ['', 'base', 'head', paired ? 'blocks' : 'launches', 'change', 'interval', 'answer'],
        lines: answers.map((each) => lineOf(each, paired)),
      },
    ],
    caveats: [
      ...(paired
        ? []
        : [
            'the runs were not interleaved but made apart, so whatever changed on the machine between them looks like a difference, and intervals are wider',
          ]),
      ...anotherMachineState(sides, paired, names),
      ...sideDifferences(sides, [names.base, names.head], ofGates).sentences,
      ...leftOut.map(({ cell, reason }) => `left out: ${cell} (${reason})`),
      ...unshared(onlyA, names.base),
      ...unshared(onlyB, names.head),
      ...(paired ? disturbedWords(some, all) : []),
      ...(boundCells.length === 0
        ? []
        : [
            `in ${String(boundCells.length)} of ${String(pairs.length)} cells the client set the pace, which hides a part of what a server got slower by: --figure cpu looks past it`,
          ]),
      `margin ${shareText(margin)}; intervals hold at every look, so that looking often makes no false alarms: each end is wrong in at most ${shareText(gateError)} of such gates`,
      ...caveats,
    ],
  };
}

/** What a gate decides by itself, or is done with a run afterwards. */
const ofGates = ['repetitions', 'adaptive', 'unsaid', 'page', 'analyses'];

function anotherMachineState(
  { pairs }: Sides,
  paired: boolean,
  { base, head }: GateTold['names'],
): readonly string[] {
  const what = anotherState(statesOf(pairs), `for ${base}`, `for ${head}`);
  if (what === '') return [];
  const although = paired ? ', although launches of both alternated' : '';
  return [`the machine was in another state${although}: ${what}; what was found may come from that`];
}

function unshared(cells: readonly string[], side: string): readonly string[] {
  if (cells.length === 0) return [];
  return [
    `only ${side} has ${cells.length > 4 ? `${String(cells.length)} cells` : listed(cells)}: nothing is asked of what one side lacks`,
  ];
}

function lineOf({ figure, where, effect, outcome, values }: Answered, paired: boolean): readonly string[] {
  const place = typeof where === 'string' ? where : `${String(where)} cells together`;
  const launches =
    effect === null ? none : paired ? String(effect.launches[0]) : effect.launches.join(' and ');
  return [
    `${place} ${figure.name}`,
    ...(values ?? [null, null]).map((value) => (value === null ? none : figure.format(value))),
    launches,
    effect === null ? none : change(effect.ratio),
    intervalText(effect?.interval ?? null),
    words[outcome],
  ];
}

function intervalText(interval: Interval | null): string {
  return interval === null ? none : `${change(interval.low)} to ${change(interval.high)}`;
}

/** Below half a factor as well. */
function change(ratio: number): string {
  return ratio <= 0.5 ? `${formatRatio(ratio)}×` : signedChange(ratio);
}

function powerText({ seenIn80, seenIn95 }: Power, { answers }: GateAnswer): string {
  const least = answers.length > 1 ? leastKnown(answers) : undefined;
  const which =
    least === undefined ? '' : ` in ${least.figure.name} ${placeText(least.where)}, where it is largest`;
  const share = (seen: number | null): string => (seen === null ? 'none below 100 %' : points(seen));
  return `Simulated from the spread of these launches${which}: a slowdown of ${share(seenIn80)} would be seen in 80 % of such gates, one of ${share(seenIn95)} in 95 %.`;
}
