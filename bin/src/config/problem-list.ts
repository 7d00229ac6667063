import type { Problem } from '@wiretax/core';

/** Gathers what is wrong with a config, so that all of it is reported at once. */
export class ProblemList {
  readonly #problems: Problem[] = [];

  add(path: string, message: string, nearest?: string): void {
    this.#problems.push(nearest === undefined ? { path, message } : { path, message, nearest });
  }

  /** Whether something is known to be wrong at this path or below it. */
  covers(path: string): boolean {
    return this.#problems.some(
      (problem) =>
        problem.path === path || problem.path.startsWith(`${path}.`) || problem.path.startsWith(`${path}[`),
    );
  }

  get problems(): readonly Problem[] {
    return this.#problems;
  }
}
