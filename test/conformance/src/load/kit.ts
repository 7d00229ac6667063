import assert from 'node:assert/strict';
import type { LoadModel, Pace } from '@wiretax/core';
import { seededRandom } from '@wiretax/core/run';
import { type Case, registerCases } from '../cases.js';
import { contributionOf, type Subject } from '../subject.js';
import type { MakePace } from './make-pace.js';
import { openCases } from './open-cases.js';

export type { Subject, TestFunction } from '../subject.js';

const callers = 3;
const callsAsked = 2000;

/** Registers the cases that a load model must pass. Nothing waits: a pace has no clock. */
export function testLoad(subject: Subject): void {
  registerCases(subject, 'load', cases(subject));
}

function cases(subject: Subject): readonly Case[] {
  const load = (): LoadModel => contributionOf(subject, 'loads');
  const make: MakePace = async (changes) => {
    const random = seededRandom(1);
    const options = subject.options ?? {};
    return load().pace({ options, callers, part: 0, parts: 1, random, ...changes });
  };
  const kind = kindOf(load);
  return [
    {
      name: 'is provided by the plugin',
      run: () => {
        load();
      },
    },
    {
      name: 'answers with an instant, never before the one that it was given',
      run: async () => {
        for (const answer of answersOf(await make(), kind, callsAsked)) assertInstant(answer);
      },
    },
    {
      name: 'answers the same for the same seed, whatever the time is',
      run: async () => {
        const first = answersOf(await make(), kind, callsAsked);
        await new Promise((resolve) => setTimeout(resolve, 5));
        const again = answersOf(await make(), kind, callsAsked);
        const at = first.findIndex(({ due }, index) => due !== again[index]?.due);
        assert.equal(
          at,
          -1,
          `answer ${String(at)} is another in the second run; take chance from random alone`,
        );
      },
    },
    {
      name: 'makes paces that share nothing',
      run: async () => {
        const alone = answersOf(await make(), kind, callsAsked);
        const [one, two] = [await make(), await make()];
        const other = walk(two, kind);
        const beside = answersOf(one, kind, callsAsked, () => {
          other();
        });
        const at = alone.findIndex(({ due }, index) => due !== beside[index]?.due);
        assert.equal(at, -1, `answer ${String(at)} is another when a second pace is asked too`);
      },
    },
    ...(kind === 'open' ? openCases(make) : [everyCaller(make)]),
  ];
}

function everyCaller(make: MakePace): Case {
  return {
    name: 'has a first call for each of a thousand callers',
    run: async () => {
      const pace = await make({ callers: 1000 });
      for (let caller = 0; caller < 1000; caller += 1) {
        const due = pace.next(0, caller);
        const who = `caller ${String(caller)}`;
        assert.ok(Number.isFinite(due), `${who} has no first call: next says ${String(due)}`);
      }
    },
  };
}

/** Which cases there are depends on it. That the plugin doesn't provide the load is for the cases to say. */
function kindOf(load: () => LoadModel): LoadModel['kind'] {
  try {
    return load().kind;
  } catch {
    return 'closed';
  }
}

interface Answer {
  readonly after: number;
  readonly due: number;
}

/** Asks as core does: of a closed load callers by turns, each 10 µs after its call became due; of an open one what was answered last. */
function walk(pace: Pace, kind: LoadModel['kind']): () => Answer {
  const freeNs = new Float64Array(kind === 'open' ? 1 : callers);
  let turn = 0;
  return () => {
    const caller = turn % freeNs.length;
    turn += 1;
    const after = freeNs[caller] ?? 0;
    const due: number = pace.next(after, caller);
    freeNs[caller] = kind === 'open' ? due : due + 10_000;
    return { after, due };
  };
}

function answersOf(
  pace: Pace,
  kind: LoadModel['kind'],
  count: number,
  between: () => void = () => undefined,
): readonly Answer[] {
  const ask = walk(pace, kind);
  const answers: Answer[] = [];
  while (answers.length < count) {
    const answer = ask();
    answers.push(answer);
    between();
    if (answer.due === Number.POSITIVE_INFINITY) break;
  }
  return answers;
}

function assertInstant({ after, due }: Answer): void {
  const question = `next was asked for ${String(after)} ns or later, and says`;
  assert.equal(typeof due, 'number', `${question} ${typeof due}; it must be a number`);
  assert.ok(due >= after, `${question} ${String(due)}`);
}
