import { visible } from '@wiretax/core';
import { chartColours } from './chart-colours.js';
import { embedded, html, type Markup } from './markup.js';
import { packed } from './packed.js';
import { policy } from './policy.js';
import { style } from './style.js';

export interface Page {
  readonly title: string;
  /** With which names of files begin that are saved from it. */
  readonly name: string;
  /** Rules that all its charts share. */
  readonly chartStyle: string;
  /** Further rules of its own. */
  readonly style?: string;
  /** What it runs. */
  readonly script: string;
  /** Further scripts that may run: those of frames. */
  readonly scripts: readonly string[];
  /** What stands in it beside the body, packed, for downloads and long tables. */
  readonly kept: object;
  readonly body: Markup;
}

/** A whole page: one file that loads nothing. */
export function pageText({
  title,
  name,
  chartStyle,
  style: own = '',
  script,
  scripts,
  kept,
  body,
}: Page): string {
  return html`<!doctype html>
    <html lang="en" data-run="${plainName(name)}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="${policy([script, ...scripts])}" />
        <meta name="color-scheme" content="light dark" />
        <meta name="generator" content="Wiretax" />
        <title>${title}</title>
        ${embedded('style', style)} ${embedded('style id="chart-style"', chartStyle)}
        ${embedded('style', `${chartColours(chartStyle)}\n${own}`)}
      </head>
      <body>
        <a class="skip" href="#main">Skip to the report</a>
        ${body} ${embedded('script type="application/octet-stream" id="kept"', packed(JSON.stringify(kept)))}
        ${embedded('script', script)}
      </body>
    </html> `.text;
}

/** The line at the top of a page, with links to its parts. */
export function bar(links: readonly (readonly [id: string, title: string])[]): Markup {
  return html`<nav class="bar" aria-label="Parts of the report">
    <ul>
      ${links.map(([id, title]) => html`<li><a href="#${id}">${title}</a></li>`)}
    </ul>
    <button type="button" id="theme" hidden>Dark</button>
  </nav>`;
}

function plainName(id: string): string {
  return (
    visible(id)
      .replace(/[^\w.-]+/g, '-')
      .slice(0, 100) || 'run'
  );
}
