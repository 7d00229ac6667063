import { chartFigure, type Drawn, html, type Markup, nothing } from '@wiretax/page';

export function charts(drawn: readonly Drawn[]): Markup {
  if (drawn.length === 0) return nothing;
  return html`<section id="charts" aria-labelledby="charts-title">
    <h2 id="charts-title">Charts</h2>
    ${drawn.map(chartFigure)}
  </section>`;
}
