/**
 * Colours by role. Specs hold the light ones; a style sheet maps each to a CSS variable, so that a page's `--wt-…` wins, and to
 * a dark one where a reader prefers it. Every light colour is therefore used for one role only.
 */
interface Role {
  readonly name: string;
  readonly light: string;
  readonly dark: string;
}

/** After Okabe and Ito, made darker or lighter until each has a contrast of at least 3 : 1 with its background. */
const seriesRoles: readonly Role[] = [
  ['#0072b2', '#56b4e9'],
  ['#d55e00', '#ff9d5c'],
  ['#00805c', '#2fd1a0'],
  ['#b0508a', '#eaa4ce'],
  ['#946200', '#f0c04a'],
  ['#4a4fa8', '#a9aef5'],
  ['#7a3b1d', '#d8a58b'],
  ['#5c6670', '#b6c0ca'],
].map(([light = '', dark = ''], index) => ({ name: `series-${String(index + 1)}`, light, dark }));

/** Light to dark, in one hue; the same in both modes, since the text on it has its own colour. */
const heatRoles: readonly Role[] = ['#e4f1f7', '#b5dbea', '#7fbfd9', '#4b9ec4', '#2577a6', '#0f4f7d'].map(
  (light, index) => ({ name: `heat-${String(index + 1)}`, light, dark: light }),
);

const frameRoles = {
  background: { name: 'background', light: '#ffffff', dark: '#14181d' },
  text: { name: 'text', light: '#1f2328', dark: '#e6eaef' },
  label: { name: 'label', light: '#525b66', dark: '#a9b4c0' },
  line: { name: 'line', light: '#8c959f', dark: '#6b7683' },
  grid: { name: 'grid', light: '#e3e7ec', dark: '#2b323a' },
  mark: { name: 'mark', light: '#6e4a9e', dark: '#c9b2f0' },
  pause: { name: 'pause', light: '#c9372c', dark: '#ff8f85' },
  unseen: { name: 'unseen', light: '#868e97', dark: '#757e88' },
  darkText: { name: 'heat-text-dark', light: '#0b1620', dark: '#0b1620' },
  lightText: { name: 'heat-text-light', light: '#fdfeff', dark: '#fdfeff' },
} as const;

/** User and kernel time of a peer. */
type PeerRoles = readonly [user: Role, kernel: Role];

const peerRoles: Readonly<Record<'client' | 'server', PeerRoles>> = {
  client: [
    { name: 'client-user', light: '#6a51a3', dark: '#a78fdc' },
    { name: 'client-kernel', light: '#beb2de', dark: '#5e4a8c' },
  ],
  server: [
    { name: 'server-user', light: '#227672', dark: '#5cc0b8' },
    { name: 'server-kernel', light: '#a0cfca', dark: '#27635f' },
  ],
};
/** Of peers with other names, one after the other, and from the first again. */
const furtherRoles: readonly PeerRoles[] = [
  ['#9c5a14', '#dcab6b', '#dfc096', '#7a4a18'],
  ['#9b3a5e', '#dd93ae', '#e0b3c4', '#75304a'],
  ['#3f5f92', '#94b1dd', '#b3c3dc', '#364f78'],
].map(([user = '', darkUser = '', kernel = '', darkKernel = ''], index) => [
  { name: `peer-${String(index + 1)}-user`, light: user, dark: darkUser },
  { name: `peer-${String(index + 1)}-kernel`, light: kernel, dark: darkKernel },
]);

const roles: readonly Role[] = [
  ...Object.values(frameRoles),
  ...seriesRoles,
  ...heatRoles,
  ...[...Object.values(peerRoles), ...furtherRoles].flat(),
];

export const seriesColours: readonly string[] = seriesRoles.map(({ light }) => light);
/** From which heat on text is light. */
export const lightTextFrom = 4;

export const heatColours: readonly string[] = heatRoles.map(({ light }) => light);
export const colours = Object.fromEntries(
  Object.entries(frameRoles).map(([key, { light }]) => [key, light]),
) as Readonly<Record<keyof typeof frameRoles, string>>;

/** Of the CPU time of these peers: user and kernel of each. */
export function cpuColours(peers: readonly string[]): readonly string[] {
  let further = 0;
  return peers.flatMap((peer) => {
    const own = peer === 'client' || peer === 'server' ? peerRoles[peer] : undefined;
    const pair = own ?? furtherRoles[further % furtherRoles.length] ?? peerRoles.client;
    if (own === undefined) further += 1;
    return pair.map(({ light }) => light);
  });
}

export const seriesShapes: readonly string[] = [
  'circle',
  'square',
  'triangle-up',
  'diamond',
  'triangle-down',
  'cross',
  'triangle-right',
  'triangle-left',
];

export const seriesDashes: readonly (readonly number[])[] = [
  [1, 0],
  [7, 3],
  [2, 2],
  [9, 2, 2, 2],
  [4, 4],
  [12, 3],
  [6, 2, 1, 2, 1, 2],
  [1, 3],
];

/** Class of every chart's `svg` element. */
export const chartClass = 'wt-chart';

/** Rules for charts in a page, also for those that Vega draws there as SVG; each rendered SVG carries them itself. */
export const chartStyle: string = [
  `.${chartClass}{${roles.map(({ name, light }) => `--wt-own-${name}:${light}`).join(';')}}`,
  `@media (prefers-color-scheme:dark){.${chartClass}{${roles
    .filter(({ light, dark }) => light !== dark)
    .map(({ name, dark }) => `--wt-own-${name}:${dark}`)
    .join(';')}}}`,
  ...roles.flatMap(({ name, light }) =>
    ['fill', 'stroke'].map(
      (paint) => `.${chartClass} [${paint}="${light}"]{${paint}:var(--wt-${name},var(--wt-own-${name}))}`,
    ),
  ),
].join('\n');
