/** What a kind of contribution is called. */
export interface KindRow {
  /** In `Bench`, and for `wiretax list`. */
  readonly plural: string;
  /** The type that a contribution has. */
  readonly contract: string;
  /** Whether peers work with it, and so import the plugin of each that their cell names. */
  readonly inPeers?: true;
  /** Came after the first stored runs, which don't say which plugin brings it: it was part of core. */
  readonly later?: true;
}

/** What plugins contribute, as `provides` in their package.json and configs call it: one row a kind, in the order of lists. */
export const kindTable = {
  transport: { plural: 'transports', contract: 'Transport', inPeers: true },
  link: { plural: 'links', contract: 'Link', later: true },
  codec: { plural: 'codecs', contract: 'Codec', inPeers: true },
  flow: { plural: 'flows', contract: 'FlowControl', inPeers: true },
  load: { plural: 'loads', contract: 'LoadModel', inPeers: true },
  topology: { plural: 'topologies', contract: 'Topology', later: true },
  launcher: { plural: 'launchers', contract: 'Launcher' },
  collector: { plural: 'collectors', contract: 'Collector' },
  analysis: { plural: 'analyses', contract: 'Analysis' },
  reporter: { plural: 'reporters', contract: 'Reporter' },
} as const satisfies Readonly<Record<string, KindRow>>;

export type Kind = keyof typeof kindTable;

export const kinds = Object.keys(kindTable) as readonly Kind[];

/** Whether peers import the plugin of a contribution of this kind that their cell names. */
export function isInPeers(kind: Kind): boolean {
  const row: KindRow = kindTable[kind];
  return row.inPeers === true;
}
