import {
  Gate,
  type GateAnswer,
  type GateTerms,
  gateStatement,
  type PlannedLook,
  type Sides,
  sidesOfRuns,
} from '@wiretax/comparison';
import type { Host, Results, Settlement } from '@wiretax/core';
import { plannedLaunches } from '@wiretax/core/record';
import { firstLook, mostBlocks } from './prepared.js';

/** Looks after each block, and says when it is enough. */
export class Looks {
  readonly #gate: Gate;
  readonly #host: Host;
  readonly #budgetMs: number;
  readonly #say: (text: string) => void;
  readonly #beganNs: number;
  #last: { readonly sides: Sides; readonly answer: GateAnswer } | undefined;
  #blockMs = 0;

  constructor(host: Host, terms: GateTerms, budgetMs: number, say: (text: string) => void) {
    this.#host = host;
    this.#gate = new Gate(terms);
    this.#budgetMs = budgetMs;
    this.#say = say;
    this.#beganNs = host.clock.nowNs();
  }

  get last(): { readonly sides: Sides; readonly answer: GateAnswer } | undefined {
    return this.#last;
  }

  /** Why no further block is needed, or undefined for another. `live` are the results that grow; `whole` is false when one of them doesn't any more. */
  after(a: Results, b: Results, live: readonly Results[], whole: boolean): Settlement | undefined {
    const blocks = Math.min(...live.map(plannedLaunches));
    const elapsedMs = (this.#host.clock.nowNs() - this.#beganNs) / 1e6;
    this.#blockMs = elapsedMs / blocks;
    const spent = elapsedMs + this.#blockMs > this.#budgetMs;
    const isLast = spent || blocks >= mostBlocks || !whole;
    const answer = this.look(a, b, isLast ? 1 : elapsedMs / this.#budgetMs);
    this.#say(`block ${String(blocks)}: ${gateStatement(answer)}\n`);
    const settled = (reason: Settlement['reason']): Settlement => ({
      reason,
      blocks,
      usable: answer.answers.length,
      tight: 0,
      widest: null,
    });
    if (answer.outcome !== 'unknown') return settled('answered');
    if (answer.answers.every(({ logs }) => logs === null)) return settled('nothing-usable');
    if (!isLast) return undefined;
    return settled(blocks >= mostBlocks ? 'most-blocks' : 'budget');
  }

  /** Looks once; 1 is the last time. */
  look(a: Results, b: Results, share: number): GateAnswer {
    const sides = sidesOfRuns(a, b);
    const answer = this.#gate.look(sides, share);
    this.#last = { sides, answer };
    return answer;
  }

  /** The looks that the budget has room for; of runs that are stored the only one. */
  planned(sizes: readonly number[], growing: readonly boolean[]): readonly PlannedLook[] {
    if (this.#blockMs === 0) return [{ sizes, share: 1 }];
    const blocks = Math.max(firstLook, Math.min(mostBlocks, Math.floor(this.#budgetMs / this.#blockMs)));
    return Array.from({ length: blocks - firstLook + 1 }, (_, index) => {
      const block = firstLook + index;
      return {
        sizes: sizes.map((size, side) => (growing[side] === true ? block : size)),
        share: block / blocks,
      };
    });
  }
}
