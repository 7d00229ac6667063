/** What plugins contribute, as `provides` in their package.json calls it. */
export const kinds = ['transport', 'codec', 'flow', 'load', 'collector', 'analysis', 'reporter'] as const;

export type Kind = (typeof kinds)[number];

export const pluralOf: Readonly<Record<Kind, string>> = {
  transport: 'transports',
  codec: 'codecs',
  flow: 'flows',
  load: 'loads',
  collector: 'collectors',
  analysis: 'analyses',
  reporter: 'reporters',
};
