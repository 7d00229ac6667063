/** A link of a Markdown text, as written. */
export interface Link {
  readonly target: string;
  readonly line: number;
}

/** The links outside of code, with the lines that they are in. */
export function linksOf(markdown: string): readonly Link[] {
  const prose = markdown.replaceAll(/^```[\s\S]*?^```/gm, (code) => code.replaceAll(/[^\n]/g, ' '));
  return [...prose.matchAll(/\]\((?<target>[^)\s]+)\)/g)].map(({ groups, index }) => ({
    target: groups?.['target'] ?? '',
    line: prose.slice(0, index).split('\n').length,
  }));
}

/** The anchors that headings have where Markdown is shown. */
export function anchorsOf(markdown: string): ReadonlySet<string> {
  const prose = markdown.replaceAll(/^```[\s\S]*?^```/gm, '');
  const headings = [...prose.matchAll(/^#+ (.+)$/gm)].map(([, text = '']) => text);
  return new Set(headings.map(anchorOf));
}

function anchorOf(heading: string): string {
  const words = heading.toLowerCase().replaceAll(/[^\p{L}\p{N}\s_-]/gu, '');
  return words.trim().replaceAll(' ', '-');
}
