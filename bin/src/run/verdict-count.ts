import type { TrialRecord, Verdict } from '@wiretax/core';

/** How many trials of a run got which verdict so far; each counts for its gravest. The ceiling is left out: it is what it always is. */
export class VerdictCount {
  readonly #counts = new Map<Verdict, number>();

  add({ control, status, verdicts }: Pick<TrialRecord, 'control' | 'status' | 'verdicts'>): void {
    if (control && status === 'completed') return;
    const [verdict = 'valid'] = verdicts;
    this.#counts.set(verdict, (this.#counts.get(verdict) ?? 0) + 1);
  }

  /** `9 valid, 2 unsteady`, the most frequent first; empty before the first. */
  text(): string {
    const sorted = [...this.#counts].toSorted(([, a], [, b]) => b - a);
    return sorted.map(([verdict, count]) => `${String(count)} ${verdict}`).join(', ');
  }
}
