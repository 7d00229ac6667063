/** The histograms of one window. */
export const series = ['response', 'service', 'lag', 'toServer', 'toClient'] as const;
export type Series = (typeof series)[number];
