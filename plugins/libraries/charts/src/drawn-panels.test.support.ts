import * as vega from 'vega';
import type { Chart, Datum } from './chart.js';
import { toVega } from './index.js';

/** A panel as a reader sees it. */
export interface DrawnPanel {
  /** The titles nearest above it and beside it. */
  readonly heading: string;
  /** What its marks were drawn of, each once. */
  readonly data: readonly Datum[];
  /** What is written in it without being of data. */
  readonly texts: readonly string[];
}

/** The part of Vega's scene graph that is read here. */
interface SceneItem {
  readonly x?: number;
  readonly y?: number;
  readonly width?: number;
  readonly height?: number;
  readonly text?: unknown;
  readonly datum?: Readonly<Record<string, unknown>>;
  readonly items?: readonly SceneMark[];
}

interface SceneMark {
  readonly role: string;
  readonly items: readonly SceneItem[];
}

interface Placed {
  readonly x: number;
  readonly y: number;
  readonly item: SceneItem;
  readonly role: string;
}

/** Draws a chart, and tells its panels and their headings by where they lie. */
export async function drawnPanels(chart: Chart): Promise<readonly DrawnPanel[]> {
  const view = new vega.View(vega.parse(await toVega(chart)), { renderer: 'none' });
  try {
    await view.runAsync();
    const { root } = view.scenegraph() as unknown as { readonly root: SceneMark };
    const all = [...placed(root, 0, 0)];
    const titles = all.filter(({ role, item }) => role === 'title-text' && item.text !== chart.title);
    return all.filter(isPanel).map((panel) => ({ heading: headingOf(panel, titles), ...contents(panel) }));
  } finally {
    view.finalize();
  }
}

function* placed({ role, items }: SceneMark, left: number, top: number): Generator<Placed> {
  if (role === 'legend') return;
  for (const item of items) {
    const [x, y] = [left + (item.x ?? 0), top + (item.y ?? 0)];
    yield { x, y, item, role };
    for (const mark of item.items ?? []) yield* placed(mark, x, y);
  }
}

/** A group that lies somewhere and holds no other such; those of lines only split their data. */
function isPanel({ role, item }: Placed): boolean {
  const inner = (item.items ?? []).flatMap((mark) =>
    mark.items.map((each) => ({ ...each, role: mark.role })),
  );
  const lies = (each: SceneItem, of: string): boolean => of === 'scope' && each.x !== undefined;
  return lies(item, role) && !inner.some((each) => lies(each, each.role));
}

function headingOf({ x, y, item }: Placed, titles: readonly Placed[]): string {
  const [width, height] = [item.width ?? 0, item.height ?? 0];
  const above = titles
    .filter((title) => title.y <= y && title.x >= x && title.x <= x + width)
    .sort((a, b) => b.y - a.y);
  const beside = titles
    .filter((title) => title.x <= x && title.y >= y && title.y <= y + height)
    .sort((a, b) => b.x - a.x);
  return [above[0], beside[0]]
    .flatMap((title) => (title === undefined ? [] : [String(title.item.text)]))
    .join(', ');
}

function contents({ item }: Placed): Omit<DrawnPanel, 'heading'> {
  const marks = (item.items ?? [])
    .flatMap((mark) => [...placed(mark, 0, 0)])
    .filter(({ role }) => role === 'mark');
  const ofData = marks.filter(({ item: { datum } }) => datum?.['kind'] !== undefined);
  return {
    data: [...new Set(ofData.map((mark) => mark.item.datum as Datum))],
    texts: marks.filter((mark) => !ofData.includes(mark)).map((mark) => String(mark.item.text)),
  };
}
