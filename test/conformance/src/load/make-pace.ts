import type { Pace, PaceOptions } from '@wiretax/core';

/** Makes a pace as core would, with other options where a case wants them. */
export type MakePace = (changes?: Partial<PaceOptions>) => Promise<Pace>;
