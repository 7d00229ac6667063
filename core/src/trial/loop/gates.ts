import type { Gate } from '../../contract/flow.js';
import type { Outcome } from '../../contract/outcome.js';
import { PluginError, type Subject, WiretaxError } from '../../kernel/errors.js';

export interface OwnedGate {
  readonly gate: Gate;
  readonly subject: Subject;
}

/** A second question where a gate names an instant that is over. */
const soonNs = 1000;

/** The gates of a cell, in their order; whatever one of them throws bears its name. */
export class Gates {
  readonly #gates: readonly OwnedGate[];
  /** Whether the newest of those that wait goes first. */
  readonly newestFirst: boolean;
  readonly count: number;

  constructor(gates: readonly OwnedGate[]) {
    this.#gates = gates;
    this.newestFirst = gates.some(({ gate }) => gate.order === 'lifo');
    this.count = gates.length;
  }

  /** 0, -1, Infinity or a later instant, as the first that doesn't say 0. `inside` is how many calls are. */
  ready(nowNs: number, sinceNs: number, inside: number): number {
    for (const { gate, subject } of this.#gates) {
      let says: number;
      try {
        says = gate.ready(nowNs, sinceNs);
      } catch (thrown) {
        throw new PluginError(subject, thrown);
      }
      if (says === 0) continue;
      if (says === -1 || says > nowNs) {
        if (says === Number.POSITIVE_INFINITY && inside === 0) throw stuck(subject);
        return says;
      }
      if (Number.isNaN(says)) throw stuck(subject);
      return nowNs + soonNs;
    }
    return 0;
  }

  enter(nowNs: number): void {
    for (const { gate, subject } of this.#gates) {
      try {
        gate.enter(nowNs);
      } catch (thrown) {
        throw new PluginError(subject, thrown);
      }
    }
  }

  leave(nowNs: number, serviceNs: number, outcome: Outcome, grant: number): void {
    for (const { gate, subject } of this.#gates) {
      try {
        gate.leave(nowNs, serviceNs, outcome, grant);
      } catch (thrown) {
        throw new PluginError(subject, thrown);
      }
    }
  }
}

function stuck(subject: Subject): PluginError {
  const reason = 'its gate holds a call up until another leaves, or for ever, and none is inside';
  return new PluginError(subject, new WiretaxError('E_GATE_STUCK', reason));
}
