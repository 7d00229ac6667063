import { Outcome, toldNot } from '../../contract/outcome.js';
import type { Loop } from './loop.js';
import type { Environment, Ledger, Port } from './ports.js';

interface Event {
  readonly atNs: number;
  readonly order: number;
  readonly happen: () => void;
}

/** Virtual time: what is to happen, in its order. */
export class World {
  nowNs = 1e12;
  readonly #events: Event[] = [];
  #order = 0;

  at(atNs: number, happen: () => void): void {
    this.#order += 1;
    const event = { atNs: Math.max(atNs, this.nowNs), order: this.#order, happen };
    const later = this.#events.findIndex((other) => other.atNs > event.atNs);
    if (later === -1) this.#events.push(event);
    else this.#events.splice(later, 0, event);
  }

  /** Lets time pass until it is over, and then until nothing more happens. */
  run(isOver: () => boolean, mostSteps = 200_000): void {
    for (let step = 0; step < mostSteps; step += 1) {
      const event = this.#events.shift();
      if (event === undefined) {
        if (!isOver())
          throw new Error('a line is asleep: nothing will happen any more, and the run is not over');
        return;
      }
      this.nowNs = event.atNs;
      event.happen();
    }
    throw new Error('it goes round in circles');
  }
}

/** Wakes a loop in virtual time. A turn of the event loop takes a microsecond. */
export class VirtualEnvironment implements Environment {
  readonly #world: World;
  readonly #loop: () => Loop;
  #wakeNs = Number.POSITIVE_INFINITY;
  #laterNs = Number.POSITIVE_INFINITY;
  #turnAsked = false;

  constructor(world: World, loop: () => Loop) {
    this.#world = world;
    this.#loop = loop;
  }

  now(): number {
    return this.#world.nowNs;
  }

  wake(atNs: number): void {
    this.#wakeNs = Math.min(this.#wakeNs, atNs);
    this.#world.at(atNs, () => {
      if (this.#world.nowNs < this.#wakeNs) return;
      this.#wakeNs = Number.POSITIVE_INFINITY;
      this.#loop().due();
    });
  }

  wakeLater(atNs: number): void {
    this.#laterNs = Math.min(this.#laterNs, atNs);
    this.#world.at(atNs, () => {
      if (this.#world.nowNs < this.#laterNs) return;
      this.#laterNs = Number.POSITIVE_INFINITY;
      this.#loop().overdue();
    });
  }

  nextTurn(): void {
    if (this.#turnAsked) return;
    this.#turnAsked = true;
    this.#world.at(this.#world.nowNs + 1000, () => {
      this.#turnAsked = false;
      this.#loop().turned();
    });
  }

  stop(): void {
    this.#wakeNs = Number.POSITIVE_INFINITY;
    this.#laterNs = Number.POSITIVE_INFINITY;
  }
}

export interface Answer {
  readonly afterNs: number;
  readonly outcome: Outcome;
  readonly grant?: number;
}

/** A server that answers as it is told, over so many slots; tells of slots that are used twice, and of more than there are. */
export class VirtualPort implements Port {
  readonly #world: World;
  readonly #loop: () => Loop;
  readonly #answer: () => Answer;
  readonly #cancels: boolean;
  readonly #flying = new Map<number, number>();
  readonly slots: number;
  sent = 0;
  most = 0;
  faults: string[] = [];

  constructor(
    world: World,
    loop: () => Loop,
    options: { readonly slots: number; readonly cancels: boolean; readonly answer: () => Answer },
  ) {
    this.#world = world;
    this.#loop = loop;
    this.#answer = options.answer;
    this.#cancels = options.cancels;
    this.slots = options.slots;
  }

  get inFlight(): number {
    return this.#flying.size;
  }

  room(): number {
    return this.slots - this.#flying.size;
  }

  send(slot: number): void {
    if (this.#flying.has(slot)) this.faults.push(`slot ${String(slot)} is sent while it is in flight`);
    if (this.room() <= 0) this.faults.push('more are sent than there is room for');
    this.sent += 1;
    const attempt = this.sent;
    this.#flying.set(slot, attempt);
    this.most = Math.max(this.most, this.#flying.size);
    const { afterNs, outcome, grant = toldNot } = this.#answer();
    this.#world.at(this.#world.nowNs + afterNs, () => {
      if (this.#flying.get(slot) !== attempt) return;
      this.#flying.delete(slot);
      this.#loop().settled(slot, this.#world.nowNs, outcome, grant, toldNot, toldNot);
    });
  }

  cancel(slot: number): boolean {
    if (!this.#cancels) return false;
    this.#flying.delete(slot);
    return true;
  }
}

/** What has been told of a run. */
export class Notes implements Ledger {
  readonly completions: {
    readonly dueNs: number;
    readonly startedNs: number;
    readonly completedNs: number;
  }[] = [];
  readonly lateness: number[] = [];
  readonly ends: unknown[] = [];
  fromNs = 0;

  completed(dueNs: number, startedNs: number, _attemptNs: number, completedNs: number): number {
    if (dueNs >= this.fromNs) this.completions.push({ dueNs, startedNs, completedNs });
    return completedNs;
  }

  failed(): void {
    // Any number is put up with.
  }

  noticed(dueNs: number, nowNs: number): void {
    this.lateness.push(nowNs - dueNs);
  }

  stopped(): void {
    // The end tells enough.
  }

  over(error?: unknown): void {
    this.ends.push(error);
  }
}

export const answerOk = (afterNs: number): Answer => ({ afterNs, outcome: Outcome.ok });
