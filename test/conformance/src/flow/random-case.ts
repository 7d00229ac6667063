import assert from 'node:assert/strict';
import { setImmediate as loopTurn } from 'node:timers/promises';
import fc from 'fast-check';
import type { Case } from '../cases.js';
import type { Patience } from '../patience.js';
import { abortReason, FlowBench, type Wrap } from './flow-bench.js';

interface Step {
  readonly kind: 'arrive' | 'abort' | 'reply' | 'fail' | 'microtask' | 'turn';
  readonly pick: number;
}

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    kind: fc.constantFrom<Step['kind'][]>(
      'arrive',
      'arrive',
      'arrive',
      'arrive',
      'arrive',
      'reply',
      'reply',
      'fail',
      'abort',
      'abort',
      'microtask',
      'microtask',
      'turn',
    ),
    pick: fc.nat({ max: 20 }),
  }),
  { minLength: 1, maxLength: 80, size: 'max' },
);

/** What no case has thought of: aborts between the end of one call and the start of the next, and the like. */
export function randomCase(wrap: () => Wrap, patience: Patience, limitMs: number, limit?: number): Case {
  return {
    name: 'loses, doubles and leaks nothing whatever comes when',
    run: async () => {
      const property = fc.asyncProperty(steps, async (script) => {
        const it = new FlowBench(wrap(), patience);
        const places = limit === undefined ? 0 : await it.places(limit);
        const from = it.outcomes.length;
        it.abortable = true;
        const aborted = await play(it, script);
        await it.drain('after random arrivals, failures and aborts');
        assertOutcomes(it, from, aborted);
        if (limit === undefined) return;
        const peak = String(it.inner.peak);
        assert.ok(
          it.inner.peak <= limit,
          `${peak} calls were in flight at a time; at most ${String(limit)} may be`,
        );
        const left = await it.places(limit);
        assert.equal(left, places, `of ${String(places)} places ${String(left)} are left`);
      });
      await fc.assert(property, {
        numRuns: 300,
        includeErrorInReport: true,
        // Where something never settles, each shorter script costs patience.
        interruptAfterTimeLimit: limitMs / 5,
      });
    },
  };
}

async function play(it: FlowBench, script: readonly Step[]): Promise<ReadonlySet<number>> {
  const aborted = new Set<number>();
  for (const { kind, pick } of script) {
    const flying = [...it.inner.flying];
    const flight = flying[pick % flying.length];
    if (kind === 'arrive') it.issue(pick);
    else if (kind === 'reply') flight?.reply();
    else if (kind === 'fail') flight?.fail(new Error('reset'));
    else if (kind === 'microtask') await Promise.resolve();
    else if (kind === 'turn') await loopTurn();
    else {
      const unsettled = [...it.outcomes.keys()].filter((id) => it.outcomes[id]?.settled === 0);
      const id = unsettled[pick % unsettled.length];
      if (id === undefined) continue;
      aborted.add(id);
      it.abort(id);
    }
  }
  return aborted;
}

function assertOutcomes(it: FlowBench, from: number, aborted: ReadonlySet<number>): void {
  const reached = new Set(it.inner.ids);
  assert.equal(it.inner.ids.length, reached.size, 'a call reaches the transport twice');
  for (const [id, outcome] of it.outcomes.entries()) {
    if (id < from) continue;
    const call = `call ${String(id - from)}`;
    assert.equal(outcome.settled, 1, `${call} settles ${String(outcome.settled)} times`);
    if (outcome.rejection?.[0] === abortReason) assert.ok(aborted.has(id), `${call} rejects as if aborted`);
    else assert.ok(reached.has(id), `${call} never reaches the transport and isn't aborted`);
    if (outcome.reply) assert.equal(outcome.reply.id, id, `${call} gets the reply to another`);
  }
}
