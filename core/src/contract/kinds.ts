/** What a kind of contribution is called. */
export interface KindRow {
  /** In `Bench`, and for `wiretax list`. */
  readonly plural: string;
  /** The type that a contribution has. */
  readonly contract: string;
}

/** What plugins contribute, as `provides` in their package.json and configs call it: one row a kind, in the order of lists. */
export const kindTable = {
  transport: { plural: 'transports', contract: 'Transport' },
  codec: { plural: 'codecs', contract: 'Codec' },
  flow: { plural: 'flows', contract: 'FlowControl' },
  load: { plural: 'loads', contract: 'LoadModel' },
  collector: { plural: 'collectors', contract: 'Collector' },
  analysis: { plural: 'analyses', contract: 'Analysis' },
  reporter: { plural: 'reporters', contract: 'Reporter' },
} as const satisfies Readonly<Record<string, KindRow>>;

export type Kind = keyof typeof kindTable;

export const kinds = Object.keys(kindTable) as readonly Kind[];
