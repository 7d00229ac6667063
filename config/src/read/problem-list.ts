import type { Problem } from '@wiretax/core';

/** As many as anybody reads; more are only counted. */
const mostShown = 50;

/** Gathers what is wrong with a config, so that all of it is reported at once. */
export class ProblemList {
  readonly #problems: Problem[] = [];
  #unshown = 0;

  add(path: string, message: string, nearest?: string): void {
    if (this.isFull) this.#unshown += 1;
    else this.#problems.push(nearest === undefined ? { path, message } : { path, message, nearest });
  }

  /** Whether further problems would not be shown, so that there is no need to look for them. */
  get isFull(): boolean {
    return this.#problems.length >= mostShown;
  }

  /** Whether something is known to be wrong at this path or below it. */
  covers(path: string): boolean {
    return this.#problems.some(
      (problem) =>
        problem.path === path || problem.path.startsWith(`${path}.`) || problem.path.startsWith(`${path}[`),
    );
  }

  get problems(): readonly Problem[] {
    if (this.#unshown === 0) return this.#problems;
    return [...this.#problems, { path: '', message: `and ${String(this.#unshown)} more` }];
  }
}
