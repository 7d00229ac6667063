import { formatLevel, type Results } from '@wiretax/core';
import { differences, differenceText, groundOf, runReference } from '@wiretax/core/record';
import {
  type Compared,
  type Comparison,
  compareSides,
  sidesOfRuns,
  signedChange,
  signedInterval,
} from '@wiretax/comparison';
import { negligible } from '@wiretax/statistics';
import { counted, percentText, whole } from '@wiretax/writing';
import type { Anchors } from './anchors.js';
import { command } from './copy-button.js';
import { html, type Markup, nothing } from '@wiretax/page';
import type { Section } from '@wiretax/page';

/** What is otherwise than in the run before: undefined where the two can't be compared. */
export function earlierSection(
  results: Results,
  earlier: Results,
  anchors: Anchors,
  program: string,
): Section | undefined {
  let compared: Compared;
  try {
    compared = compareSides(sidesOfRuns(earlier, results), { margin: negligible });
  } catch {
    // No cell may be compared.
    return undefined;
  }
  return {
    id: 'earlier',
    title: 'The run before',
    markup: section(results, earlier, compared, anchors, program),
  };
}

function section(
  results: Results,
  earlier: Results,
  { comparisons }: Compared,
  anchors: Anchors,
  program: string,
): Markup {
  const changed = comparisons.filter(isChange).toSorted((a, b) => size(b) - size(a));
  const others = comparisons.filter((each) => !isChange(each));
  const ground = differences(groundOf(earlier.manifest, 1), groundOf(results.manifest, 1)).map(
    differenceText,
  );
  return html`<section id="earlier" aria-labelledby="earlier-title">
    <h2 id="earlier-title">Beside the run before</h2>
    <p>
      Run ${earlier.manifest.id} of ${earlier.manifest.startedAt.slice(0, 16).replace('T', ' ')} UTC has the
      same name. ${summary(comparisons)} Runs that don't alternate differ by the state of the machine, too.
      ${ground.length === 0 ? '' : `Something else has changed: ${ground.join('; ')}.`}
    </p>
    ${changed.length === 0 ? nothing : table(changed, 'What has changed', anchors)}
    ${
      others.length === 0
        ? nothing
        : html`<details class="more">
            <summary>${counted(others.length, 'figure')} in which no change is known</summary>
            ${table(others, 'No change is known', anchors)}
          </details>`
    }
    ${command(`${program} compare ${runReference(earlier)} ${runReference(results)}`, 'the command that compares both')}
  </section>`;
}

function isChange({ conclusion }: Comparison): boolean {
  return conclusion === 'slower' || conclusion === 'faster';
}

function size({ effect }: Comparison): number {
  return Math.abs(Math.log(effect.ratio));
}

function summary(comparisons: readonly Comparison[]): string {
  const count = (conclusion: Comparison['conclusion']): number =>
    comparisons.filter((each) => each.conclusion === conclusion).length;
  const parts = [
    [count('slower'), 'worse'],
    [count('faster'), 'better'],
    [count('equivalent'), `equal within ${percentText(negligible)}`],
    [count('undecided'), 'not known yet'],
    [count('no-interval'), 'without an interval'],
  ] as const;
  const told = parts.filter(([number]) => number > 0).map(([number, word]) => `${whole(number)} ${word}`);
  return `Of ${counted(comparisons.length, 'figure')} ${told.join(', ')}.`;
}

const words: Readonly<Record<Comparison['conclusion'], string>> = {
  slower: '▲ worse',
  faster: '▼ better',
  equivalent: '= equal',
  undecided: '? not known yet',
  'no-interval': '– no interval',
};

function table(comparisons: readonly Comparison[], title: string, anchors: Anchors): Markup {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${title}">
    <table class="plain">
      <caption>
        ${title}
      </caption>
      <thead>
        <tr>
          <th scope="col">cell</th>
          <th scope="col">figure</th>
          <th scope="col" class="n">before</th>
          <th scope="col" class="n">now</th>
          <th scope="col" class="n">change</th>
          <th scope="col">interval</th>
          <th scope="col">outcome</th>
        </tr>
      </thead>
      <tbody>
        ${comparisons.map(
          ({ b, figure, valueA, valueB, effect, conclusion }) =>
            html`<tr>
              <th scope="row">${anchors.link(b)}</th>
              <td>${figure.name}</td>
              <td class="n">${figure.format(valueA)}</td>
              <td class="n">${figure.format(valueB)}</td>
              <td class="n">${signedChange(effect.ratio)}</td>
              <td>
                ${effect.interval === null ? '' : `${formatLevel(effect.interval.level)}: ${signedInterval(effect.interval)}`}
              </td>
              <td>${words[conclusion]}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
