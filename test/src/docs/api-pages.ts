import { type Declaration, type EntryPoint, publicApi } from './public-api.js';

/** The pages below docs/api by file name, each with the entry points that it lists. */
export async function apiPages(): Promise<ReadonlyMap<string, readonly EntryPoint[]>> {
  const entries = await publicApi(['core', 'config', 'test/conformance']);
  const pages = new Map<string, EntryPoint[]>();
  for (const entry of entries) {
    const [, name = '', path] = entry.specifier.split('/');
    const file = name === 'core' && path !== undefined ? `core-${path}.md` : `${name}.md`;
    pages.set(file, [...(pages.get(file) ?? []), entry]);
  }
  return pages;
}

export function pageText(entries: readonly EntryPoint[]): string {
  const note =
    'Everything that is public, as the compiler sees it. Made by `npm run api`; a change here is a change for those who write plugins or embed Wiretax.';
  return `${[note, ...entries.map(entryText)].join('\n\n')}\n`;
}

function entryText({ specifier, exported, implied }: EntryPoint): string {
  const also = 'Not exported, but part of a signature above:';
  return [
    `# ${specifier}`,
    ...exported.map(declarationText),
    ...(implied.length > 0 ? [also, ...implied.map(declarationText)] : []),
  ].join('\n\n');
}

function declarationText({ name, kind, text }: Declaration): string {
  return `## ${kind} \`${name}\`\n\n\`\`\`ts\n${text}\n\`\`\``;
}

/** What differs between a page and what it should be: one line an export, such as `added interface Codec`. */
export function differences(written: string, made: string): readonly string[] {
  const [before, after] = [sectionsOf(written), sectionsOf(made)];
  return [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((title) => {
    const [old, now] = [before.get(title), after.get(title)];
    if (old === now) return [];
    return [`${old === undefined ? 'added' : now === undefined ? 'removed' : 'changed'} ${title}`];
  });
}

function sectionsOf(page: string): ReadonlyMap<string, string> {
  const sections = new Map<string, string>();
  let specifier = '';
  for (const part of page.split(/^(?=#{1,2} )/m)) {
    const title = part.split('\n', 1)[0] ?? '';
    if (title.startsWith('# ')) specifier = title.slice(2);
    else if (title.startsWith('## ')) {
      sections.set(`${title.slice(3).replaceAll('`', '')} of ${specifier}`, part.trimEnd());
    }
  }
  return sections;
}
