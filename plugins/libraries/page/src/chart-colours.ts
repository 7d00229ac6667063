/**
 * The style sheet of charts follows the reader's system; these rules make it follow the page's switch, and print in
 * the light colours.
 */
export function chartColours(chartStyle: string): string {
  const [light = ''] = /\.[\w-]+\{--[^}]*\}/.exec(chartStyle) ?? [];
  const [, dark = ''] = /@media[^{]*\{(\.[\w-]+\{--[^}]*\})\}/.exec(chartStyle) ?? [];
  if (light === '' || dark === '') return '';
  return [
    `:root[data-theme="light"] ${light}`,
    `:root[data-theme="dark"] ${dark}`,
    `@media print{:root ${light}\n:root[data-theme="dark"] ${light}}`,
  ].join('\n');
}
