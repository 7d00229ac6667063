import type { Again, Call, FlowControl, Gate, Plugin } from '@wiretax/core';
import { Outcome } from '@wiretax/core';
import { budgetAgain, flowPlugin, placesGate, right } from './reference.test.support.js';

export interface Broken {
  /** Names of the cases that must fail: the first is the one that this was made for. */
  readonly fails: readonly string[] | 'every case';
  readonly plugin: Plugin;
}

const changed = (change: Partial<FlowControl>): Plugin => flowPlugin({ ...right, ...change });
const gated = (change: (gate: Gate) => Partial<Gate>, places = 3): Plugin =>
  changed({
    gate: () => {
      const gate = placesGate(places);
      return { ...gate, ...change(gate) };
    },
  });
const again = (change: (it: Again) => Partial<Again>): Plugin =>
  changed({ again: () => ({ ...budgetAgain(), ...change(budgetAgain()) }) });
const around = (change: (call: Call) => Call): Plugin =>
  changed({ around: (call, options) => change(right.around?.(call, options) ?? call) });

const letsIn = 'lets a call in when none is inside';
const claims = 'lets in as many as it claims, and no more';
const givesBack = 'gives the place back whatever becomes of a call';
const takesNothing = 'takes nothing when it is asked';
const answers = 'answers with 0, -1, Infinity or a later instant';
const giveUp = 'gives up at last when every attempt fails';
const own = 'gives each of a thousand calls at once the reply to its own request';
const single = 'gives a single call its reply';
const rejects = 'rejects when the inner call does, and goes on';
const throws = 'rejects when the inner call throws, and goes on';
const handler = 'rejects when the handler throws, and goes on';

/** Each gate lets nobody in while the one that was made after it is full. */
function entangled(): Plugin {
  const gates: { inside: number }[] = [];
  return changed({
    gate: () => {
      const own = { inside: 0 };
      const at = gates.push(own);
      const isFull = (gate: { inside: number } | undefined): boolean => (gate?.inside ?? 0) >= 3;
      return {
        ready: () => (isFull(own) || isFull(gates[at]) ? Infinity : 0),
        enter: () => {
          own.inside += 1;
        },
        leave: () => {
          own.inside -= 1;
        },
      };
    },
  });
}

/** Every other run has less to spend. */
function unequal(): Plugin {
  let runs = 0;
  return changed({
    again: () => {
      runs += 1;
      const it = budgetAgain();
      for (let spent = 0; runs % 2 === 0 && spent < 5; spent += 1) it.may();
      return it;
    },
  });
}

/** Says no to the questions from the ninetieth on, for a while. */
function weary(gate: Gate): Partial<Gate> {
  let asked = 0;
  return {
    ready: (now, since) => {
      asked += 1;
      return asked > 90 && asked < 140 ? -1 : gate.ready(now, since);
    },
  };
}

/** Lets one call go at a time, and forgets that when the call throws. */
const locking = (call: Call): Call => {
  let busy = false;
  return (caller, request) => {
    if (busy) return new Promise(() => undefined);
    busy = true;
    const reply = call(caller, request);
    busy = false;
    return reply;
  };
};

/** Sends two at a time, and never one alone. */
const pairing = (call: Call): Call => {
  let held: (() => void) | undefined;
  return (caller, request) =>
    new Promise((resolve, reject) => {
      const send = (): void => {
        call(caller, request).then(resolve, reject);
      };
      const other = held;
      held = other === undefined ? send : undefined;
      if (other === undefined) return;
      other();
      send();
    });
};

const never = (): Promise<never> => new Promise(() => undefined);

/** In the order of the cases. */
export const broken: readonly Broken[] = [
  { fails: 'every case', plugin: flowPlugin(right, 'other') },
  {
    fails: [answers, claims],
    plugin: gated((gate) => ({ ready: (now, since) => (gate.ready(now, since) === 0 ? 0 : now) })),
  },
  { fails: [letsIn, givesBack, claims], plugin: gated(() => ({ ready: () => Infinity })) },
  { fails: [takesNothing], plugin: gated(weary) },
  {
    fails: [givesBack],
    plugin: gated((gate) => ({
      leave: (...args) => {
        if (args[2] !== Outcome.unsent) gate.leave(...args);
      },
    })),
  },
  { fails: ['shares nothing with another'], plugin: entangled() },
  { fails: [claims], plugin: gated(() => ({}), 2) },
  { fails: ['waits for a time, or for ever'], plugin: again(() => ({ hedge: () => -1 })) },
  { fails: [giveUp], plugin: again(() => ({ retry: () => 1e6, may: () => true })) },
  {
    fails: ['stops hedging at last when no answer comes'],
    plugin: again(() => ({ hedge: () => 1e6, may: () => true })),
  },
  { fails: ['has a budget of its own in each run'], plugin: unequal() },
  {
    fails: [own],
    plugin: around((call) => {
      let last: ReturnType<Call> | undefined;
      return (caller, request) => {
        if (request.id % 5 === 0 && last !== undefined) return last;
        last = call(caller, request);
        return last;
      };
    }),
  },
  { fails: [single, rejects, throws, handler], plugin: around(pairing) },
  {
    fails: [rejects, throws, handler],
    plugin: around((call) => (caller, request) => call(caller, request).catch(never)),
  },
  {
    fails: [throws],
    plugin: flowPlugin({ gate: () => placesGate(3), again: budgetAgain, around: locking }),
  },
  {
    fails: [handler],
    plugin: changed({
      serve: (inner, options) => async (request) => {
        try {
          return await (right.serve?.(inner, options) ?? inner)(request);
        } catch {
          return never();
        }
      },
    }),
  },
];
