import type { ListedName, ListedPlugin, ListedPreset } from './inventory.js';

type Item = ListedName | ListedPlugin | ListedPreset;

/** The inventory as a terminal shows it: a heading a section, one line a name. */
export function inventoryText(sections: readonly (readonly [string, readonly Item[]])[]): string {
  return sections.map(([heading, items]) => sectionText(heading, items)).join('\n');
}

function sectionText(heading: string, items: readonly Item[]): string {
  if (items.length === 0) return `${heading}\n  none\n`;
  const rows = items.map(cellsOf);
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map(
    (row) => `  ${row.map((text, column) => text.padEnd(widths[column] ?? 0)).join('  ')}`,
  );
  return `${heading}\n${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}

function cellsOf(item: Item): readonly string[] {
  if (!('plugin' in item)) return [item.name, item.description];
  const origin = item.origin === 'default' ? '' : ` (${item.origin})`;
  const remark = item.broken === undefined ? item.description : `BROKEN: ${item.broken}`;
  if ('provides' in item)
    return [item.name, `${item.version}${origin}`, item.broken === undefined ? contents(item) : remark];
  return [item.name, `${item.plugin} ${item.version}${origin}`, remark];
}

function contents({ provides, hooks }: ListedPlugin): string {
  const kinds = Object.entries(provides).map(([kind, names]) => `${kind} ${names.join(', ')}`);
  const taps = hooks.length === 0 ? [] : [`taps ${hooks.join(', ')}`];
  return [...kinds, ...taps].join('; ') || 'known when a run imports it';
}
