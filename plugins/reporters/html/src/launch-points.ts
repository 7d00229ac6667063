import type { Row } from '@wiretax/core';
import { figure } from '@wiretax/writing';
import { html, type Markup, nothing } from '@wiretax/page';

const [width, margin] = [260, 6];

/** Each launch's throughput as a point on a line that begins at 0, so that points far apart are launches far apart. */
export function launchPoints({ launches }: Row): Markup {
  const rates = launches.map(({ throughput }) => throughput).filter(Number.isFinite);
  const [least, most] = [Math.min(...rates), Math.max(...rates)];
  if (rates.length < 2 || !(most > 0)) return nothing;
  const place = (rate: number): string => (margin + (rate / most) * (width - 2 * margin)).toFixed(1);
  const label = `Calls/s of ${String(rates.length)} launches, on a line from 0: ${figure(least)} to ${figure(most)}`;
  return html`<svg class="points" role="img" aria-label="${label}" width="${width}" height="16">
    <line x1="${margin}" x2="${width - margin}" y1="8" y2="8" />
    ${rates.map((rate) => html`<circle cx="${place(rate)}" cy="8" r="4" />`)}
  </svg>`;
}
