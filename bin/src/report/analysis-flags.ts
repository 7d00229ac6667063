import { Flags } from '@oclif/core';

/** Flags for analyses that only run where they are asked for; `helpGroup` is that of the command. */
export const analysisFlags = (helpGroup?: string) => {
  const group = helpGroup === undefined ? {} : { helpGroup };
  return {
    analysis: Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      summary: 'Analyses that run on request only.',
      helpValue: 'NAME',
      ...group,
    }),
    replication: Flags.boolean({
      summary: 'Beside the findings of the reference study; the same as --analysis replication.',
      ...group,
    }),
  };
};

/** Their names; undefined for none. */
export function requestedAnalyses({
  analysis = [],
  replication = false,
}: {
  readonly analysis?: readonly string[] | undefined;
  readonly replication?: boolean | undefined;
}): readonly string[] | undefined {
  const names = analysis.flatMap((listed) => listed.split(','));
  const all = [...names, ...(replication ? ['replication'] : [])];
  return all.length === 0 ? undefined : [...new Set(all)];
}
