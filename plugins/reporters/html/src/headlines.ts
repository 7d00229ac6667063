import type { Finding, Results } from '@wiretax/core';
import { answersOf } from '@wiretax/core/record';
import type { Standing } from '@wiretax/standings';
import { counted, whole } from '@wiretax/writing';
import type { Anchors } from './anchors.js';
import { findingItem } from './findings.js';
import { html, type Markup, nothing } from '@wiretax/page';
import type { RankedPlaces, Ranking } from './ranking.js';

/** Sentences that are shown at once. */
const mostSentences = 2;

/** The findings that say who leads by this figure. */
export function leadsBy(results: Results, { figure }: Pick<RankedPlaces, 'figure'>): readonly Finding[] {
  return answersOf(results).filter(
    (finding) => finding.answers === 'leads' && finding.figure === figure.path,
  );
}

/** The answer by one figure: what was found, or how often which leads; and how sure all of it is. */
export function headline(results: Results, ranking: Ranking, ranked: RankedPlaces, anchors: Anchors): Markup {
  if (results.rows.length === 0)
    return html`<p class="answer">No cells: the plan was empty, so there is nothing to tell.</p>`;
  const found = leadsBy(results, ranked);
  const [shown, more] = [found.slice(0, mostSentences), found.slice(mostSentences)];
  const standings = [...ranked.standings.values()];
  return html`${
      shown.length === 0
        ? html`<p class="answer">${tally(standings, ranked, ranking)}</p>`
        : html`<ul class="findings answer">
            ${shown.map((finding) => findingItem(finding, anchors, 0))}
          </ul>`
    }
    ${
      more.length === 0
        ? nothing
        : html`<details class="more">
            <summary>${counted(more.length, 'more answer')}</summary>
            <ul class="findings">
              ${more.map((finding) => findingItem(finding, anchors, 0))}
            </ul>
          </details>`
    }
    ${beside(results, ranked, anchors)}
    <p class="sure">${sure(standings, shown.length > 0 ? tally(standings, ranked, ranking) : '')}</p>`;
}

/** What is between the others, and what limited the rows. */
function beside(results: Results, { figure }: RankedPlaces, anchors: Anchors): Markup {
  const found = answersOf(results).filter(
    (finding) =>
      finding.answers === 'limit' || (finding.answers === 'runners-up' && finding.figure === figure.path),
  );
  if (found.length === 0) return nothing;
  return html`<ul class="findings beside">
    ${found.slice(0, mostSentences).map((finding) => findingItem(finding, anchors, 0))}
  </ul>`;
}

/** `By P50 tcp leads at 6 places and rest at 2.` */
function tally(standings: readonly Standing[], { shown }: RankedPlaces, { labels }: Ranking): string {
  const by = new Map<string, number>();
  for (const { decision, contenders } of standings) {
    const [best] = contenders;
    if (decision === 'leader' && best !== undefined) by.set(best.label, (by.get(best.label) ?? 0) + 1);
  }
  const told = labels.flatMap((label) => {
    const count = by.get(label);
    return count === undefined ? [] : [`${label} leads at ${counted(count, 'place')}`];
  });
  if (told.length > 0) return `By ${shown.title}, ${told.join(', ')} of ${whole(standings.length)}.`;
  if (standings.some(({ decision }) => decision === 'order-only'))
    return `By ${shown.title} there is an order at ${counted(standings.filter(({ decision }) => decision === 'order-only').length, 'place')}, and nothing that says it would come out again.`;
  if (standings.some(({ decision }) => decision === 'equal' || decision === 'unknown'))
    return `By ${shown.title} nobody is known to lead.`;
  return `There is nothing to compare by ${shown.title}.`;
}

/** How much of it is decided. */
function sure(standings: readonly Standing[], lead: string): string {
  const count = (...decisions: readonly Standing['decision'][]): number =>
    standings.filter(({ decision }) => decisions.includes(decision)).length;
  const comparable = standings.length - count('nothing');
  const decided = count('leader', 'equal');
  const rest = [
    ...(count('equal') === 0 ? [] : [`equal at ${whole(count('equal'))}`]),
    ...(count('unknown') === 0 ? [] : [`not known yet at ${whole(count('unknown'))}`]),
    ...(count('order-only') === 0 ? [] : [`order only at ${whole(count('order-only'))}`]),
    ...(count('nothing') === 0 ? [] : [`nothing to compare at ${whole(count('nothing'))}`]),
  ];
  if (comparable === 0) return lead;
  const intervals = decided === 0 ? '' : ' 95 % intervals over launches, claims corrected for their number.';
  return `${lead} Decided at ${whole(decided)} of ${counted(standings.length, 'place')}${rest.length === 0 ? '' : ` (${rest.join(', ')})`}.${intervals}`.trim();
}
