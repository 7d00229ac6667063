import assert from 'node:assert/strict';
import { type Gate, Outcome, toldNot } from '@wiretax/core';
import { seededRandom } from '@wiretax/core/run';
import type { Case } from '../cases.js';

const startNs = 1e12;
const stepNs = 1e5;
/** A gate that lets nobody in for longer may as well never do. */
const patienceNs = 60e9;
const mostQuestions = 10_000;
const unlimited = 1000;

/** What a gate owes. */
export function gateCases(make: () => Gate | undefined, limit: number | undefined): readonly Case[] {
  const gate = (): GateRig => {
    const made = make();
    assert.ok(made !== undefined, 'maxInFlight is claimed, and there is no gate');
    return new GateRig(made);
  };
  const claim = limit ?? unlimited;
  return [
    {
      name: 'answers with 0, -1, Infinity or a later instant',
      run: () => {
        randomly(gate(), claim, 1);
      },
    },
    {
      name: 'lets a call in when none is inside',
      run: () => {
        const it = gate();
        for (let round = 0; round < 3; round += 1) {
          it.letIn();
          it.leave(Outcome.ok);
        }
      },
    },
    {
      name: 'takes nothing when it is asked',
      run: () => {
        const [asked, other] = [gate(), gate()];
        for (let question = 0; question < 100; question += 1) asked.ask();
        const often = `it lets ${String(asked.fill(claim))} in after 100 questions`;
        assert.equal(often, `it lets ${String(other.fill(claim))} in after 100 questions`);
      },
    },
    {
      name: 'gives the place back whatever becomes of a call',
      run: () => {
        for (const [name, outcome] of Object.entries(Outcome)) {
          const it = gate();
          for (let round = 0; round < 2 * claim && round < unlimited; round += 1) {
            it.letIn(`the calls before were ${name}`);
            it.leave(outcome);
          }
        }
      },
    },
    {
      name: 'shares nothing with another',
      run: () => {
        const [alone, one, two] = [gate(), gate(), gate()];
        const most = alone.fill(claim);
        two.fill(claim);
        const many = `${String(one.fill(claim))} calls get in`;
        assert.equal(many, `${String(most)} calls get in`, 'what another gate holds must not count');
      },
    },
    ...(limit === undefined
      ? []
      : [
          {
            name: 'lets in as many as it claims, and no more',
            run: () => {
              const it = gate();
              const inside = it.fill(2 * limit);
              assert.equal(inside, limit, `${String(inside)} calls are inside, ${String(limit)} are claimed`);
              randomly(gate(), limit, 2);
            },
          },
        ]),
  ];
}

/** Calls that come and go by chance. */
function randomly(it: GateRig, limit: number, seed: number): void {
  const random = seededRandom(seed);
  const outcomes = Object.values(Outcome);
  for (let step = 0; step < 2000; step += 1) {
    if (random() < 0.5) {
      if (it.ask() === 0) it.enter();
    } else if (it.inside > 0) {
      it.leave(outcomes[Math.floor(random() * outcomes.length)] ?? Outcome.ok);
    }
    assert.ok(it.inside <= limit, `${String(it.inside)} calls are inside, ${String(limit)} are claimed`);
    it.pass(random() * stepNs);
  }
}

/** Asks and tells a gate as core does. */
class GateRig {
  readonly #gate: Gate;
  #nowNs = startNs;
  #sinceNs = startNs;
  inside = 0;

  constructor(gate: Gate) {
    this.#gate = gate;
  }

  pass(ns: number): void {
    this.#nowNs += Math.round(ns);
  }

  ask(): number {
    const says: number = this.#gate.ready(this.#nowNs, this.#sinceNs);
    const right = says === 0 || says === -1 || says > this.#nowNs;
    assert.ok(
      right,
      `ready says ${String(says)} at ${String(this.#nowNs)}: not 0, -1, Infinity or a later instant`,
    );
    return says;
  }

  enter(): void {
    this.#gate.enter(this.#nowNs);
    this.inside += 1;
    this.#sinceNs = this.#nowNs;
  }

  leave(outcome: Outcome): void {
    this.pass(stepNs);
    this.#gate.leave(this.#nowNs, stepNs, outcome, toldNot);
    this.inside -= 1;
  }

  /** Asks until a call gets in, at the instants that the gate names. */
  letIn(when = 'none is inside'): void {
    const limitNs = this.#nowNs + patienceNs;
    for (let question = 0; question < mostQuestions; question += 1) {
      const says = this.ask();
      if (says === 0) {
        this.enter();
        return;
      }
      if (says === -1) this.pass(stepNs);
      else this.#nowNs = says;
      if (this.#nowNs > limitNs) break;
    }
    assert.fail(`a call must get in at last when ${when}, but ready never says 0`);
  }

  /** How many get in while time stands still, up to so many. */
  fill(most: number): number {
    while (this.inside < most && this.ask() === 0) this.enter();
    return this.inside;
  }
}
