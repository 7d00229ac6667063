import { type Finding, formatDuration, type Results, type Row } from '@wiretax/core';
import { isStruck } from '@wiretax/core/record';
import { duration, figure, latencyDuration } from '@wiretax/writing';
import { evidenceCommand } from './again.js';
import type { Anchors } from './anchors.js';
import { type CostBar, costBars, type Portion } from './cost-bars.js';
import { command } from './copy-button.js';
import { findingItem } from './findings.js';
import { html, type Markup, nothing } from '@wiretax/page';
import type { Place, Ranking } from './ranking.js';
import { colourClass, standingText, unusableText } from './square.js';

export interface WhyOptions {
  readonly anchors: Anchors;
  /** What starts the command line. */
  readonly program: string;
}

interface PanelOptions {
  readonly anchors: Anchors;
  /** Whether the run has evidence. */
  readonly isCollected: boolean;
  /** The command that collects it. */
  readonly collect: string;
}

/** Why, a panel for each place of which one is shown: where the time of a call goes, and what was found about it. */
export function why(results: Results, ranking: Ranking, { anchors, program }: WhyOptions): Markup {
  const told = results.findings.filter(({ answers }) => answers === 'why');
  const first = firstShown(ranking.places, told);
  const isCollected = results.trials.some(({ evidence }) =>
    evidence.some(({ window }) => window === 'profile'),
  );
  const more = { anchors, isCollected, collect: evidenceCommand(results, program) };
  return html`<section class="why" id="why" aria-labelledby="why-title">
    <h2 id="why-title">Why</h2>
    <div id="places" data-first="${first?.name ?? ''}">
      ${ranking.places.map((place) => panel(place, place === first, ranking, told, more))}
    </div>
  </section>`;
}

/** The place that a finding explains, or else the first where there is something to compare. */
function firstShown(places: readonly Place[], told: readonly Finding[]): Place | undefined {
  const usable = places.filter(isComparable);
  const explained = told.flatMap((finding) => usable.find((place) => isAbout(finding, place)) ?? []);
  return explained[0] ?? usable[0] ?? places[0];
}

/** Two rows of it at least may be compared. */
function isComparable({ rows }: Place): boolean {
  return rows.filter((row) => !isStruck(row) && row.launches.length > 0).length > 1;
}

function isAbout({ cells }: Finding, { rows }: Place): boolean {
  return rows.some(({ cell }) => cells.includes(cell.id));
}

function panel(
  place: Place,
  isFirst: boolean,
  ranking: Ranking,
  told: readonly Finding[],
  { anchors, isCollected, collect }: PanelOptions,
): Markup {
  const bars = costBars(place.rows.filter((row) => !isStruck(row)));
  const longestNs = [...bars.values()].reduce(
    (most, { cpuNs, waitingNs }) => Math.max(most, cpuNs + waitingNs),
    1,
  );
  const own = told.find((finding) => isAbout(finding, place));
  return html`<div class="panel" data-panel="${place.name}" ${isFirst ? '' : html`hidden`}>
    <div class="scroll" tabindex="0" role="region" aria-label="${place.title}">
      <table class="contenders">
        <caption>
          ${place.title === '' ? 'Where the time of a call goes' : html`At <b>${place.title}</b>`}: CPU time
          of a call and waiting, mean
        </caption>
        <thead>
          <tr>
            <td></td>
            <th scope="col" class="n">P50</th>
            <th scope="col" class="n">P99</th>
            <th scope="col" class="n">calls/s</th>
            <th scope="col" class="n">CPU</th>
          </tr>
        </thead>
        <tbody>
          ${byMedian(place.rows).map((row) => line(row, place, ranking, bars.get(row), longestNs, anchors))}
        </tbody>
      </table>
    </div>
    ${legend([...bars.values()])}
    ${
      own === undefined
        ? unexplained(place, told, isCollected ? undefined : collect)
        : html`<ul class="findings">
              ${findingItem(own, anchors, 2)}
            </ul>
            ${own.lacks === undefined ? nothing : collecting(collect)}`
    }
  </div>`;
}

function byMedian(rows: readonly Row[]): readonly Row[] {
  const key = (row: Row): number => (isStruck(row) ? Infinity : (row.response.p50 ?? Number.MAX_VALUE));
  return rows.toSorted((a, b) => key(a) - key(b) || 0);
}

function line(
  row: Row,
  place: Place,
  ranking: Ranking,
  bar: CostBar | undefined,
  longestNs: number,
  anchors: Anchors,
): Markup {
  const contenders = ranking.figures.map(({ figure: of, shown, standings }) => ({
    of,
    isShown: of === shown,
    contender: standings.get(place)?.contenders.find((each) => each.row.cell.id === row.cell.id),
  }));
  const label = contenders[0]?.contender?.label ?? row.cell.id;
  const struck = isStruck(row) ? ' struck' : '';
  const isAlone = place.rows.length === 1;
  return html`<tr class="${colourClass(label, ranking.labels)}${struck}">
      <th scope="row">
        <span class="dot" aria-hidden="true"></span>
        <a href="#${anchors.of(row.cell.id) ?? 'results'}">${label}</a>
      </th>
      <td class="n">${latencyDuration(row.response, 'p50')}</td>
      <td class="n">${latencyDuration(row.response, 'p99')}</td>
      <td class="n">${figure(row.throughput)}</td>
      <td class="n">${duration(bar?.cpuNs)}</td>
    </tr>
    <tr class="bar-line">
      <td colspan="5">
        ${bar === undefined ? nothing : barOf(label, bar, longestNs)}
        <small>
          ${bar === undefined || bar.waitingNs === 0 ? nothing : `waiting ${formatDuration(bar.waitingNs)}${isAlone ? '' : ' · '}`}
          ${
            isAlone && struck === ''
              ? nothing
              : contenders.map(
                  ({ of, isShown, contender }) =>
                    html`<span data-figure="${of.key}"
                      >${of.title}:
                      ${contender !== undefined && isShown ? standingText(contender, of) : unusableText(row, of)}</span
                    >`,
                )
          }
        </small>
      </td>
    </tr>`;
}

function barOf(label: string, { portions }: CostBar, longestNs: number): Markup {
  const said = portions.map(({ name, ns }) => `${name} ${formatDuration(ns)}`).join(', ');
  return html`<div class="wt-chart cost" role="img" aria-label="${label}: ${said}">
    ${portions.map(({ name, ns, colour }) => html`<i class="${colour === null ? 'waiting' : ''}" style="width:${((ns / longestNs) * 100).toFixed(2)}%${paint(colour)}" title="${name} ${formatDuration(ns)}"></i>`)}
  </div>`;
}

function paint(colour: Portion['colour']): string {
  return colour === null ? '' : `;background:var(--wt-${colour},var(--wt-own-${colour}))`;
}

function legend(bars: readonly CostBar[]): Markup {
  const portions = new Map(
    bars.flatMap((bar) => bar.portions.map((portion) => [portion.name, portion.colour] as const)),
  );
  if (portions.size === 0) return nothing;
  return html`<ul class="legend wt-chart">
    ${[...portions].map(([name, colour]) => html`<li><i class="swatch ${colour === null ? 'waiting' : ''}" style="${paint(colour).slice(1)}"></i> ${name}</li>`)}
  </ul>`;
}

/** What was found elsewhere, or how to find out. */
function unexplained(place: Place, told: readonly Finding[], collect: string | undefined): Markup {
  const [other] = told;
  if (!isComparable(place)) return nothing;
  if (other !== undefined)
    return html`<p class="meta">
      No finding explains this place; this one does another: ${other.statement}
    </p>`;
  if (collect === undefined) return nothing;
  return html`<p class="meta">What the CPU time is spent on takes evidence; this collects it:</p>
    ${collecting(collect)}`;
}

function collecting(collect: string): Markup {
  return command(collect, 'the command that collects evidence');
}
