import { InputError, type Problem } from '@wiretax/core';
import type { Side } from './side.js';

/** What sides may have no use for. */
export interface Options {
  /** As it was written; undefined for the working tree. */
  readonly head: string | undefined;
  readonly config: string | undefined;
  readonly build: string | undefined;
  readonly serve: string | undefined;
  readonly budget: string | undefined;
}

/** Throws an InputError with all options of which nothing would come with these sides: whoever gives one expects something of it. */
export function refuseUnused(sides: readonly Side[], { head, config, build, serve, budget }: Options): void {
  const isBuilt = sides.some(({ kind }) => kind === 'revision');
  const isMeasured = sides.some(({ kind }) => kind !== 'run');
  const stored = 'both sides are stored runs, so that nothing is measured';
  const problems: readonly (Problem | undefined)[] = [
    build !== undefined && !isBuilt
      ? {
          path: '--build',
          message: 'neither side is a revision, which is what is built; build others before',
        }
      : undefined,
    config !== undefined && !isBuilt && head !== undefined
      ? { path: '--config', message: 'both sides say by themselves what they are' }
      : undefined,
    serve !== undefined && !isMeasured ? { path: '--serve', message: stored } : undefined,
    budget !== undefined && !isMeasured ? { path: '--budget', message: stored } : undefined,
  ];
  const found = problems.filter((problem) => problem !== undefined);
  if (found.length > 0) throw new InputError('E_GATE', 'nothing would come of some options', found);
}
