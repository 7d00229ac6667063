/** Text as a terminal shows it: runs of letters that look alike. */
interface Run {
  readonly text: string;
  readonly column: number;
  readonly look: Look;
}

interface Look {
  readonly colour?: string;
  readonly bold?: boolean;
  readonly dim?: boolean;
  readonly underline?: boolean;
  readonly struck?: boolean;
}

/** Of the eight colours and their bright ones, on a dark ground. */
const palette = ['#6b7683', '#ff8f85', '#7fd6a8', '#f0c874', '#7cc4f2', '#d7a6f0', '#6fd3d0', '#e6eaef'];
const [ground, plain] = ['#14181d', '#e6eaef'];
const [letter, line, edge] = [8.4, 19, 16];

/** Printed text with its colours (SGR) as an SVG. */
export function terminalPicture(text: string, title: string): string {
  const lines = text.trimEnd().split('\n').map(runsOf);
  const columns = Math.max(
    ...lines.map((runs) => Math.max(0, ...runs.map(({ column, text: own }) => column + own.length))),
  );
  const [width, height] = [Math.ceil(columns * letter + 2 * edge), lines.length * line + 2 * edge];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="${escaped(title)}" viewBox="0 0 ${String(width)} ${String(height)}" width="${String(width)}" height="${String(height)}">`,
    `<rect width="100%" height="100%" rx="8" fill="${ground}"/>`,
    `<g font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,'Liberation Mono',monospace" font-size="14" fill="${plain}" xml:space="preserve">`,
    ...lines.flatMap((runs, index) => runs.map((run) => drawn(run, edge + (index + 0.75) * line))),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

function drawn({ text, column, look }: Run, y: number): string {
  const attributes = [
    `x="${rounded(edge + column * letter)}"`,
    `y="${rounded(y)}"`,
    // Columns stay below each other, whatever face the reader has.
    `textLength="${rounded(text.length * letter)}"`,
    'lengthAdjust="spacingAndGlyphs"',
    ...(look.colour === undefined ? [] : [`fill="${look.colour}"`]),
    ...(look.bold === true ? ['font-weight="700"'] : []),
    ...(look.dim === true ? ['opacity="0.65"'] : []),
    ...(look.underline === true ? ['text-decoration="underline"'] : []),
    ...(look.struck === true ? ['text-decoration="line-through"'] : []),
  ];
  return `<text ${attributes.join(' ')}>${escaped(text)}</text>`;
}

/** Without the blanks at both ends, which need no ink. */
function runsOf(text: string): readonly Run[] {
  const runs: Run[] = [];
  let [look, column]: [Look, number] = [{}, 0];
  for (const [, codes, letters = ''] of text.matchAll(/\u001b\[([\d;]*)m|([^\u001b]+)/g)) {
    if (codes !== undefined) {
      look = lookAfter(look, codes.split(';').map(Number));
      continue;
    }
    for (const part of letters.matchAll(/\S+(?: \S+)*/g)) {
      runs.push({ text: part[0], column: column + part.index, look });
    }
    column += letters.length;
  }
  return runs;
}

function lookAfter(look: Look, codes: readonly number[]): Look {
  return codes.reduce<Look>((now, code) => {
    if (code === 0) return {};
    if (code === 1) return { ...now, bold: true };
    if (code === 2) return { ...now, dim: true };
    if (code === 4) return { ...now, underline: true };
    if (code === 9) return { ...now, struck: true };
    if (code === 22) return { ...now, bold: false, dim: false };
    if (code === 24) return { ...now, underline: false };
    if (code === 29) return { ...now, struck: false };
    if (code === 39) return { ...now, colour: plain };
    const colour = palette[code >= 90 ? code - 90 : code - 30];
    return colour === undefined ? now : { ...now, colour };
  }, look);
}

function rounded(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (each) => `&#${String(each.charCodeAt(0))};`);
}
