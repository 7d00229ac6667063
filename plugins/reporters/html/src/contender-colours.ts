/** How much of a contender's colour is in the ground behind its name. */
const tint = 0.14;

/** Colours of contenders, those of the charts' series, and what they are over the page's cards, in both schemes. */
export function contenderColours(chartStyle: string): string {
  const [light = ''] = /\.[\w-]+\{--[^}]*\}/.exec(chartStyle) ?? [];
  const [, dark = ''] = /@media[^{]*\{(\.[\w-]+\{--[^}]*\})\}/.exec(chartStyle) ?? [];
  const [inLight, inDark] = [variables(light, '#ffffff'), variables(dark, '#14181d')];
  if (inLight === '' || inDark === '') return '';
  const classes = Array.from({ length: 8 }, (_, index) => {
    const name = `k${String(index + 1)}`;
    return `.${name}{--c:var(--${name});--t:var(--${name}-tint)}`;
  });
  return [
    `:root{${inLight}}`,
    `@media screen and (prefers-color-scheme:dark){:root:not([data-theme="light"]){${inDark}}}`,
    `@media screen{:root[data-theme="dark"]{${inDark}}}`,
    ...classes,
  ].join('\n');
}

function variables(block: string, ground: string): string {
  return [...block.matchAll(/--[\w-]*series-(\d):(#[\da-f]{6})/g)]
    .map(
      ([, number = '', colour = '']) => `--k${number}:${colour};--k${number}-tint:${mixed(colour, ground)}`,
    )
    .join(';');
}

/** `#rrggbb` of a colour over an opaque ground. */
function mixed(colour: string, ground: string): string {
  const channel = (of: string, at: number): number => Number.parseInt(of.slice(at, at + 2), 16);
  const channels = [1, 3, 5].map((at) =>
    Math.round(channel(colour, at) * tint + channel(ground, at) * (1 - tint)),
  );
  return `#${channels.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}
