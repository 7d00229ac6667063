import { markupText } from '@wiretax/writing';
import type { Chart, Spec } from './chart.js';
import { createHash } from 'node:crypto';
import { fontFamily } from './frame.js';
import { chartClass, chartStyle } from './palette.js';
import { asOneImage, type SceneMark, tellMarks } from './told-marks.js';

/** The compiled Vega spec: plain data for Vega's runtime. */
export async function toVega(chart: Chart): Promise<object> {
  const { compile } = await import('vega-lite');
  return compile(chart.spec as unknown as Parameters<typeof compile>[0], { logger }).spec;
}

export interface SvgOptions {
  /** Whether the title is drawn; it is in the SVG's `title` element anyway. Drawn unless false. */
  readonly heading?: boolean;
}

/**
 * A standalone SVG. Its colours follow the reader's light or dark preference; a page that holds it inline may set `--wt-…`
 * variables instead (see the README). The same text for the same chart.
 */
export async function renderSvg(chart: Chart, { heading = true }: SvgOptions = {}): Promise<string> {
  const spec = heading ? chart.spec : without(chart.spec, 'title');
  return standalone(await drawn({ ...chart, spec }), chart);
}

/** Pictures that were drawn lately, by their specs: several reporters of a run draw the same. */
const latest = new Map<string, Promise<string>>();
const kept = 24;

function drawn(chart: Chart): Promise<string> {
  const key = createHash('sha256').update(JSON.stringify(chart.spec)).digest('base64');
  const picture = latest.get(key) ?? draw(chart);
  latest.delete(key);
  latest.set(key, picture);
  const [eldest] = latest.keys();
  if (latest.size > kept && eldest !== undefined) latest.delete(eldest);
  return picture;
}

async function draw(chart: Chart): Promise<string> {
  const [vega, compiled] = await Promise.all([import('vega'), toVega(chart)]);
  // Without a canvas Vega takes every letter for 0.8 em wide and leaves gaps all over.
  Object.assign((vega as unknown as { textMetrics: object }).textMetrics, { width: textWidth });
  const view = new vega.View(vega.parse(compiled), {
    renderer: 'none',
    logger,
  });
  try {
    await view.runAsync();
    const { root } = view.scenegraph() as unknown as { readonly root: SceneMark };
    tellMarks(root);
    return await view.toSVG();
  } finally {
    view.finalize();
  }
}

function without(spec: Spec, key: string): Spec {
  return Object.fromEntries(Object.entries(spec).filter(([name]) => name !== key));
}

const narrow = /[ijltfrI.,:;|!'()[\]\s]/;
const wide = /[mwMWÀ-￿@%]/;

interface TextItem {
  readonly fontSize?: number;
  /** Where it is cut off, px; 0 for nowhere. */
  readonly limit?: number;
}

/** Of a sans-serif face, in the item's font size. */
function textWidth(item: TextItem, text: string | number | null | undefined): number {
  let ems = 0;
  for (const letter of String(text ?? '')) {
    ems += narrow.test(letter) ? 0.31 : wide.test(letter) ? 0.86 : /[A-Z]/.test(letter) ? 0.68 : 0.56;
  }
  const width = ems * (item.fontSize ?? 11);
  return item.limit !== undefined && item.limit > 0 ? Math.min(width, item.limit) : width;
}

function standalone(svg: string, chart: Chart): string {
  const ids = new Map<string, string>();
  const renamed = (id: string): string => {
    const known = ids.get(id) ?? `wt-${chart.id}-${String(ids.size)}`;
    ids.set(id, known);
    return known;
  };
  const body = asOneImage(svg)
    .replace(/^[\s\S]*?<svg[^>]*>/, '')
    // Vega numbers its ids over all charts of a process; in one page they must not meet.
    .replace(
      /(<(?:clipPath|linearGradient|radialGradient|pattern)[^>]* id=")([^"]+)"/g,
      (_, start: string, id: string) => `${start}${renamed(id)}"`,
    )
    .replace(/="url\(#([^)"]+)\)"/g, (_, id: string) => `="url(#${renamed(id)})"`)
    // What is said once on the root, and what says nothing.
    .replace(
      / font-family="[^"]*"| class="[^"]*"| opacity="1"| pointer-events="none"| stroke-miterlimit="10"/g,
      '',
    )
    .replace(/ (?:d|x|y|x1|x2|y1|y2|width|height|transform)="[^"]*\.\d{3}[^"]*"/g, (attribute) =>
      attribute.replace(/-?\d+\.\d{3,}(?:e-?\d+)?/g, (number) =>
        String(Math.round(Number(number) * 100) / 100),
      ),
    );
  const [, width = '0', height = '0'] = /<svg[^>]*? width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? [];
  const named = `wt-${chart.id}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="${chartClass}" role="img" aria-labelledby="${named}-title ${named}-desc" ` +
      `viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" style="max-width:100%;height:auto" font-family="${markupText(fontFamily)}">`,
    `<title id="${named}-title">${markupText(chart.title)}</title>`,
    `<desc id="${named}-desc">${markupText(chart.summary)}</desc>`,
    `<style>${chartStyle}</style>`,
    `${body.trim()}\n`,
  ].join('\n');
}

/** Vega reports errors here and goes on with what is left of the picture; it warns about what is meant, such as a panel without values. */
const logger = {
  level: () => logger,
  error: (...messages: readonly unknown[]): never => {
    const [first] = messages;
    throw first instanceof Error ? first : new Error(messages.map(String).join(' '));
  },
  warn: () => logger,
  info: () => logger,
  debug: () => logger,
};
