import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Again, Gate } from '../../contract/flow.js';
import { Outcome } from '../../contract/outcome.js';
import { seededRandom } from '../../kernel/random.js';
import { Slot } from './attempts.js';
import { drive, type Scene } from './drive.test.support.js';

/** A gate that keeps to its contract and to nothing else; tells of what core does wrong. */
class Whimsical implements Gate {
  readonly order: 'fifo' | 'lifo';
  readonly #most: number;
  readonly #manner: number;
  readonly #random: () => number;
  #nextNs = 0;
  inside = 0;
  entered = 0;
  readonly faults: string[] = [];

  constructor(most: number, manner: number, random: () => number) {
    this.#most = most;
    this.#manner = manner;
    this.#random = random;
    this.order = manner === 4 ? 'lifo' : 'fifo';
  }

  ready(nowNs: number, sinceNs: number): number {
    if (sinceNs > nowNs) this.faults.push('it was asked about a call before that was due');
    if (this.inside >= this.#most) return Infinity;
    if (this.#manner === 1 && nowNs < this.#nextNs) return this.#nextNs;
    if (this.#manner === 2 && sinceNs % 7 === 0) return -1;
    return this.#manner === 3 && this.inside > 0 && this.#random() < 0.3 ? Infinity : 0;
  }

  enter(nowNs: number): void {
    this.inside += 1;
    this.entered += 1;
    this.#nextNs = nowNs + Math.floor(this.#random() * 300_000);
    if (this.inside > this.#most) this.faults.push('more calls entered than it has room for');
  }

  leave(): void {
    this.inside -= 1;
    if (this.inside < 0) this.faults.push('a call left twice');
  }
}

function againOf(sort: number, random: () => number): Again | undefined {
  if (sort === 0) return undefined;
  let budget = 50;
  return {
    hedge: (attempt) => (sort !== 2 && attempt < 3 ? Math.floor(random() * 2e6) : Infinity),
    retry: (attempts) => (sort !== 1 && attempts < 4 ? Math.floor(random() * 1e6) : Infinity),
    may: () => {
      budget -= 1;
      return budget >= 0;
    },
    ended: () => undefined,
  };
}

export const scenes = fc.record({
  seed: fc.nat(),
  pace: fc.constantFrom('at once', 'thinks', 'evenly', 'at random', 'in bursts'),
  callers: fc.integer({ min: 1, max: 20 }),
  gates: fc.array(fc.record({ most: fc.integer({ min: 1, max: 6 }), manner: fc.nat(4) }), { maxLength: 3 }),
  again: fc.nat(3),
  failing: fc.constantFrom(0, 0, 0.05, 0.2, 0.5),
  deadlineNs: fc.constantFrom(Infinity, Infinity, 500_000, 3e6),
  slots: fc.constantFrom(Infinity, Infinity, 1, 2, 4),
  cancels: fc.boolean(),
  patience: fc.constantFrom(1, 3, 1000),
  calls: fc.integer({ min: 1, max: 300 }),
  windowNs: fc.constantFrom(Infinity, 20e6),
  afterNs: fc.option(fc.integer({ min: 0, max: 5e6 }), { nil: undefined }),
  drainNs: fc.constantFrom(Infinity, Infinity, 0, 1e6),
});

type Drawn = typeof scenes extends fc.Arbitrary<infer T> ? T : never;

/** No call lost or doubled, no slot freed twice, no line asleep. */
export function checkScene({ seed, pace, gates: drawn, again, failing, afterNs, ...rest }: Drawn): void {
  const random = seededRandom(seed);
  const gates = drawn.map(({ most, manner }) => new Whimsical(most, manner, random));
  const failures = [Outcome.wrong, Outcome.refused, Outcome.failed, Outcome.unsent];
  const scene: Scene = {
    kind: pace === 'at once' || pace === 'thinks' ? 'closed' : 'open',
    next: paceOf(pace, random),
    gates,
    again: againOf(again, random),
    answer: () => ({
      afterNs: random() < 0.1 ? 0 : Math.round(-Math.log(1 - random()) * 1e6),
      outcome: random() < failing ? (failures[Math.floor(random() * failures.length)] ?? 0) : Outcome.ok,
    }),
    ...rest,
    ...(afterNs === undefined ? {} : { afterNs }),
  };
  const { loop, port, notes } = drive(scene);
  const { offered, started, rejected, unstarted, attempts, ok, failed } = loop.counts.tally();
  const lost = Object.values(failed).reduce((sum, count) => sum + count, 0);
  assert.deepEqual(notes.ends, [undefined], 'it ends once, and well');
  assert.deepEqual(port.faults, []);
  assert.equal(
    offered,
    started + rejected + unstarted,
    'what was due has started, was rejected or has not started',
  );
  assert.equal(started, ok + lost, 'what has started has ended');
  assert.equal(ok, notes.completions.length, 'what was answered is recorded');
  assert.ok(offered <= rest.calls, 'no more calls than the window has');
  if (rest.windowNs === Infinity && afterNs === undefined) assert.equal(offered, rest.calls);
  if (afterNs === undefined && failing === 0) assert.equal(attempts, port.sent);
  assert.ok(attempts >= started && port.sent >= attempts);
  assert.equal(port.inFlight, 0);
  for (const { dueNs, startedNs, completedNs } of notes.completions)
    assert.ok(dueNs <= startedNs && startedNs <= completedNs);
  for (const gate of gates) assert.deepEqual([gate.faults, gate.inside], [[], 0]);
  for (let slot = 0; slot < loop.attempts.used; slot += 1) assert.equal(loop.attempts.state[slot], Slot.free);
  const free = new Set(Array.from({ length: loop.attempts.used }, () => loop.attempts.take()));
  assert.equal(free.size, loop.attempts.used, 'every slot is free once');
}

function paceOf(pace: string, random: () => number): Scene['next'] {
  const gapNs = 100_000 + random() * 900_000;
  let calls = 0;
  if (pace === 'at once') return (afterNs) => afterNs;
  if (pace === 'evenly') return (afterNs) => afterNs + gapNs;
  if (pace === 'in bursts')
    return () => {
      calls += 1;
      return Math.floor(calls / 10) * 10 * gapNs;
    };
  return (afterNs) => afterNs - Math.log(1 - random()) * gapNs;
}
