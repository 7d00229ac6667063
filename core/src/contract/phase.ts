/** In their order; all but the last once a trial, the last once a run. */
export const phases = ['setup', 'pin', 'warmup', 'measure', 'profile', 'teardown', 'report'] as const;

export type Phase = (typeof phases)[number];
