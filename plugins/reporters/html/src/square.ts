import type { Row } from '@wiretax/core';
import { isStruck } from '@wiretax/core/record';
import { mostPromised } from '@wiretax/statistics';
import type { Contender, RankedFigure, Standing } from '@wiretax/standings';
import { equalWords, rangeWords, unknownWords } from '@wiretax/statistics/statements';
import { html, type Markup, nothing } from '@wiretax/page';
import type { Place } from './ranking.js';
import { verdictsOf } from './row-filters.js';

/** Colours go round. */
const mostColours = 8;

/** Class of the colour of a contender. */
export function colourClass(label: string, labels: readonly string[]): string {
  return `k${String((Math.max(0, labels.indexOf(label)) % mostColours) + 1)}`;
}

/** Told apart by mark and border, too, and not by colour alone. */
const looks: Readonly<Record<Standing['decision'], { readonly mark: string; readonly meaning: string }>> = {
  leader: { mark: '', meaning: 'leads; the factor is that of the next' },
  equal: { mark: '=', meaning: 'equal, for all that matters' },
  unknown: { mark: '?', meaning: 'not known yet' },
  'order-only': { mark: '›', meaning: 'order only: no interval says so' },
  nothing: { mark: '∅', meaning: 'nothing to compare: struck, failed, not run or too few calls' },
};

/** One place of a matrix: who leads and by what, on a button that shows more of it. */
export function squareOf(
  place: Place,
  standing: Standing,
  figure: RankedFigure,
  labels: readonly string[],
): Markup {
  const { decision, contenders } = standing;
  const [best, second] = contenders.filter(isUsable);
  const isAlone = best !== undefined && second === undefined && contenders.length === 1;
  const colour = best === undefined || decision === 'nothing' ? '' : colourClass(best.label, labels);
  const text =
    best === undefined
      ? notTold(contenders, figure)
      : isAlone
        ? alone(best, figure)
        : told(standing, best, second, figure);
  return html`<td class="${isAlone ? 'alone' : decision} ${colour}">
    <button type="button" data-place="${place.name}" aria-pressed="false">
      <span class="unseen">${place.title}: </span>${text}
    </button>
  </td>`;
}

function isUsable({ standing }: Contender): boolean {
  return standing !== 'unusable';
}

function notTold([first]: readonly Contender[], figure: RankedFigure): Markup {
  return html`<b>∅</b> <small>${first === undefined ? 'not run' : unusableText(first.row, figure)}</small>`;
}

/** Whether a row without the figure has too few calls for it; otherwise nobody has told it. */
export function lacksCalls({ key }: RankedFigure): boolean {
  return key === 'p50' || key === 'p99';
}

/** Why a row isn't compared by the figure. */
export function unusableText(row: Row, figure: RankedFigure): string {
  if (isStruck(row)) return verdictsOf(row)[0] ?? row.verdict;
  return lacksCalls(figure) ? 'too few calls' : 'not known';
}

function alone({ value }: Contender, figure: RankedFigure): Markup {
  return html`<b>${figure.text(value ?? 0)}</b>`;
}

function told(
  { decision, contenders }: Standing,
  best: Contender,
  second: Contender | undefined,
  figure: RankedFigure,
): Markup {
  const { mark } = looks[decision];
  const value = figure.text(best.value ?? 0);
  const factor = second === undefined || second.factor === null ? '' : `${factorText(second.factor)}×`;
  switch (decision) {
    case 'leader':
      return html`<b>${best.label}</b> <i>${factor}</i> <small>${value}</small>`;
    case 'order-only':
      return html`<b>${mark} ${best.label}</b> <i>${factor}</i> <small>${value}</small>`;
    case 'equal':
      return html`<b>${mark} ${near(contenders).join(', ')}</b> <small>${value}</small>`;
    case 'unknown': {
      const needed = contenders.reduce((most, { launchesNeeded = 0 }) => Math.max(most, launchesNeeded), 0);
      const sayable = needed > 0 && needed <= mostPromised;
      return html`<b>${mark} ${near(contenders).join(' or ')}</b>
        <small>${sayable ? `about ${String(needed)} launches` : value}</small>`;
    }
    case 'nothing':
      return html`<b>∅ ${best.label}</b> <small>${value}, alone</small>`;
  }
}

/** Those that may be the best. */
function near(contenders: readonly Contender[]): readonly string[] {
  return contenders
    .filter(({ standing }) => standing === 'best' || standing === 'equal' || standing === 'unknown')
    .map(({ label }) => label);
}

/** `1.52`, `12.4`, `310`. */
export function factorText(factor: number): string {
  return factor < 10 ? factor.toFixed(2) : factor < 100 ? factor.toFixed(1) : factor.toFixed(0);
}

/** How a contender stands beside the best of its place, in as few words as there is room for. */
export function standingText(
  { row, standing, factor, interval, launchesNeeded }: Contender,
  figure: RankedFigure,
): string {
  const times = factor === null ? '' : `${factorText(factor)} ×`;
  switch (standing) {
    case 'best':
      return 'best';
    case 'worse':
      return `${times}${rangeWords(interval, factorText)}`;
    case 'equal':
      return equalWords();
    case 'unknown':
      return unknownWords(launchesNeeded);
    case 'order-only':
      return `${times}, order only`;
    case 'unusable':
      return unusableText(row, figure);
  }
}

/** What the marks mean that occur. */
export function sortLegend(standings: readonly Standing[]): Markup {
  const occurring = (Object.keys(looks) as readonly Standing['decision'][]).filter((decision) =>
    standings.some((standing) => standing.decision === decision && standing.contenders.length > 1),
  );
  if (occurring.length === 0) return nothing;
  return html`<ul class="legend">
    ${occurring.map((decision) => html`<li><span class="swatch ${decision}" aria-hidden="true">${looks[decision].mark}</span> ${looks[decision].meaning}</li>`)}
  </ul>`;
}
