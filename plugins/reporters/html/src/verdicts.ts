import type { Results, Row, Verdict } from '@wiretax/core';
import { mixedMark, occurringVerdicts, verdictMeanings, wasRun } from '@wiretax/core/record';
import { html, type Markup } from '@wiretax/page';

/** What the verdicts that occur mean; how many rows have each. */
export function verdicts({ rows }: Results): Markup {
  const occurring: readonly Verdict[] = [
    ...(rows.some(({ verdict }) => verdict === 'valid') ? (['valid'] as const) : []),
    ...occurringVerdicts(rows),
  ];
  if (occurring.length === 0) return html``;
  return html`<details class="more">
    <summary>What the verdicts mean</summary>
    <dl class="verdicts">
      ${occurring.map(
        (verdict) =>
          html`<div>
            <dt>
              ${badge(verdict)}
              <span class="count"
                >${String(rows.filter((row) => wasRun(row) && row.verdicts.includes(verdict)).length)}</span
              >
            </dt>
            <dd>${verdictMeanings[verdict]}</dd>
          </div>`,
      )}
    </dl>
  </details>`;
}

export function verdictBadges(row: Row): Markup {
  if (!wasRun(row)) return html`<span class="badge not-run">not run</span>`;
  const mixed =
    row.mixed === undefined ? '' : html` <span class="badge" title="${row.mixed}">${mixedMark}</span>`;
  return html`${row.verdicts.map((verdict, index) => [index === 0 ? '' : ' ', badge(verdict)])}${mixed}`;
}

/** The mark is drawn beside the word, so that nothing rests on colour. */
function badge(verdict: Verdict): Markup {
  return html`<span class="badge ${verdict}" title="${verdictMeanings[verdict]}"
    ><span aria-hidden="true">${marks[verdict]}</span> <span class="word">${verdict}</span></span
  >`;
}

const marks: Readonly<Record<Verdict, string>> = {
  valid: '✓',
  failed: '✕',
  disturbed: '↯',
  'too-few-samples': '∅',
  'under-driven': '▽',
  'harness-limited': '▲',
  'client-bound': '◐',
  unsteady: '≈',
};
