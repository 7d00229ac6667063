import { textTable } from '@wiretax/writing';
import { contentsOf } from './contents.js';
import type { ListedName, ListedPlugin, ListedPreset } from './inventory.js';

type Item = ListedName | ListedPlugin | ListedPreset;

/** The inventory as a terminal shows it: a heading a section, one line a name. */
export function inventoryText(sections: readonly (readonly [string, readonly Item[]])[]): string {
  return sections.map(([heading, items]) => sectionText(heading, items)).join('\n');
}

function sectionText(heading: string, items: readonly Item[]): string {
  if (items.length === 0) return `${heading}\n  none\n`;
  const lines = textTable(items.map(cellsOf)).map((line) => `  ${line}`);
  return `${heading}\n${lines.join('\n')}\n`;
}

function cellsOf(item: Item): readonly string[] {
  if (!('plugin' in item)) return [item.name, item.description];
  const origin = item.origin === 'default' ? '' : ` (${item.origin})`;
  const inPlugins = 'provides' in item;
  const text = inPlugins ? contentsOf(item) : item.description;
  const said = item.broken === undefined ? [text, ...(item.remarks ?? [])] : [`BROKEN: ${item.broken}`];
  const owner = inPlugins ? '' : `${item.plugin} `;
  return [item.name, `${owner}${item.version}${origin}`, said.join('; ')];
}
