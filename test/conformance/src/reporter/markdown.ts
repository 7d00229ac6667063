/** What CommonMark takes as prose: without fenced blocks, code spans and escaped characters. */
export function proseOf(markdown: string): string {
  return withoutSpans(unfencedLines(markdown).join('\n'));
}

export function unfencedLines(markdown: string): readonly string[] {
  const lines: string[] = [];
  let fence: string | undefined;
  for (const line of markdown.split(/\r\n|\r|\n/)) {
    const [, run = '', rest = ''] = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(line) ?? [];
    if (fence === undefined) {
      if (run === '' || (run.startsWith('`') && rest.includes('`'))) lines.push(line);
      else fence = run;
    } else if (run.startsWith(fence) && rest.trim() === '') {
      fence = undefined;
    }
  }
  return lines;
}

function withoutSpans(text: string): string {
  const token = /\\[!-/:-@[-`{-~]|`+/g;
  let prose = '';
  let at = 0;
  for (let found = token.exec(text); found !== null; found = token.exec(text)) {
    const [run] = found;
    prose += text.slice(at, found.index);
    at = found.index + run.length;
    if (run.startsWith('`')) {
      const end = closing(text, run, at);
      if (end === -1) prose += run;
      else at = end;
      token.lastIndex = at;
    }
  }
  return prose + text.slice(at);
}

/** Where a code span that these backticks opened is over: after a run of as many, in the same paragraph. */
function closing(text: string, run: string, from: number): number {
  const blank = text.indexOf('\n\n', from);
  const paragraph = text.slice(0, blank === -1 ? undefined : blank);
  for (const { 0: ticks, index } of paragraph.slice(from).matchAll(/`+/g)) {
    if (ticks.length === run.length) return from + index + ticks.length;
  }
  return -1;
}

/** Cells of each line of each table; a pipe behind a backslash is text, in code spans as well. */
export function tableWidths(markdown: string): readonly (readonly number[])[] {
  const tables: number[][] = [[]];
  for (const line of unfencedLines(markdown)) {
    if (!line.startsWith('|')) tables.push([]);
    else tables.at(-1)?.push(line.replace(/\\./g, '').split('|').length);
  }
  return tables.filter((table) => table.length > 0);
}
