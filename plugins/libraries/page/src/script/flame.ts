import { unpacked } from './downloads.js';
import { themeNow } from './theme.js';

/** As a graph's page holds it: nodes depth first, `[name, category, depth, value of each side …]`. */
export interface GraphData {
  readonly unit: string;
  readonly sides: readonly string[];
  readonly legend: readonly { readonly category: string; readonly shares: readonly number[] }[];
  readonly categories: readonly string[];
  readonly names: readonly string[];
  readonly nodes: readonly (readonly number[])[];
}

export interface Graph {
  readonly cell: string;
  readonly peer: string;
  readonly calls: number;
  readonly notes: readonly string[];
  readonly data: GraphData;
}

interface Tree {
  readonly name: string;
  category: number;
  readonly values: [number, number];
  readonly children: Map<string, Tree>;
}

/** The differential graph of two: CPU time per call where both have calls, otherwise shares. */
export function comparedGraph(a: Graph, b: Graph): GraphData {
  const root: Tree = { name: 'all', category: 0, values: [0, 0], children: new Map() };
  const perCall = a.calls > 0 && b.calls > 0;
  [a, b].forEach(({ data, calls }, side) => {
    const path: Tree[] = [];
    const scale = perCall ? 1 / calls : 1 / (data.nodes[0]?.[3] ?? 1);
    for (const [name = 0, category = 0, depth = 0, value = 0] of data.nodes) {
      const frame = data.names[name] ?? '';
      const parent = path[depth - 1];
      const node =
        depth === 0
          ? root
          : (parent?.children.get(frame) ?? { name: frame, category, values: [0, 0], children: new Map() });
      if (depth > 0) parent?.children.set(frame, node);
      if (depth === 0) node.category = category;
      node.values[side === 0 ? 0 : 1] += value * scale;
      path[depth] = node;
    }
  });
  const names = new Map<string, number>();
  const nodes: number[][] = [];
  const width = ({ values }: Tree): number => values[0] + values[1];
  const visit = (node: Tree, depth: number): void => {
    const name = names.get(node.name) ?? names.size;
    names.set(node.name, name);
    nodes.push([name, node.category, depth, ...node.values]);
    for (const child of Array.from(node.children.values()).sort((x, y) => width(y) - width(x)))
      visit(child, depth + 1);
  };
  visit(root, 0);
  return {
    unit: perCall ? 'ns/call' : 'share',
    sides: [a, b].map(({ cell, peer }) => `${cell}, ${peer}`),
    categories: a.data.categories,
    legend: a.data.legend.map(({ category, shares }) => ({
      category,
      shares: [shares[0] ?? 0, b.data.legend.find((each) => each.category === category)?.shares[0] ?? 0],
    })),
    names: Array.from(names.keys()),
    nodes,
  };
}

/** The viewer's page with a graph in it, in the colours of this page. */
export function framePage(viewer: string, title: string, notes: readonly string[], data: GraphData): string {
  const page = new DOMParser().parseFromString(viewer, 'text/html');
  page.title = title;
  for (const selector of ['h1', '#graph']) {
    const element = page.querySelector(selector);
    if (selector === 'h1' && element !== null) element.textContent = title;
    else element?.setAttribute('aria-label', title);
  }
  page.querySelector('#notes')?.replaceChildren(
    ...notes.map((note) => {
      const item = page.createElement('li');
      item.textContent = note;
      return item;
    }),
  );
  const script = page.querySelector('#data');
  if (script !== null) script.textContent = JSON.stringify(data).replaceAll('<', '\\u003c');
  for (const style of page.querySelectorAll('style')) {
    style.textContent = style.textContent
      .replaceAll('(prefers-color-scheme: dark)', themeNow() === 'dark' ? 'all' : 'not all')
      .replace('color-scheme: light dark', `color-scheme: ${themeNow()}`);
  }
  return `<!doctype html>${page.documentElement.outerHTML}`;
}

export function startFlame(): void {
  const form = document.querySelector<HTMLFormElement>('#flame-choice');
  const [a, b, pair] = ['#flame-a', '#flame-b', '#flame-pair'].map((id) =>
    document.querySelector<HTMLSelectElement>(id),
  );
  const place = document.querySelector('#flame-frame');
  if (form === null || place === null || (!a && !pair)) return;
  form.hidden = false;
  const choice = (): readonly string[] => (pair ? pair.value.split(' ') : [a?.value ?? '', b?.value ?? '']);
  let loaded: Promise<{ readonly viewer: string; readonly graphs: readonly Graph[] }> | null = null;
  const draw = async (): Promise<void> => {
    const [first = '', second = ''] = choice();
    if (b) b.disabled = first === '';
    if (first === '') {
      place.replaceChildren();
      return;
    }
    loaded ??= unpacked('flame-data').then((text) => JSON.parse(text) as { viewer: string; graphs: Graph[] });
    const { viewer, graphs } = await loaded;
    const [one, other] = [graphs[Number(first)], second === '' ? null : graphs[Number(second)]];
    if (!one) return;
    const nameOf = ({ cell, peer }: Graph): string => `${cell}, ${peer}`;
    const title = other ? `${nameOf(one)} (A) and ${nameOf(other)} (B)` : `CPU time of ${nameOf(one)}`;
    const notes = other
      ? [
          'A frame is as wide as both together; frames too narrow for either graph are left out.',
          ...one.notes,
        ]
      : one.notes;
    const shown = place.querySelector('iframe');
    const frame = shown ?? document.createElement('iframe');
    frame.title = `Flame graph: ${title}`;
    frame.setAttribute('sandbox', 'allow-scripts');
    frame.srcdoc = framePage(viewer, title, notes, other ? comparedGraph(one, other) : one.data);
    if (shown === null) place.replaceChildren(frame);
  };
  form.addEventListener('change', () => void draw());
  form.addEventListener('submit', (event) => {
    event.preventDefault();
  });
  document.addEventListener('themechange', () => void draw());
  if (b) b.disabled = true;
  if (pair) void draw();
}
