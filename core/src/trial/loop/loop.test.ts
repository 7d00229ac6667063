import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Again, Gate } from '../../contract/flow.js';
import { Outcome } from '../../contract/outcome.js';
import { codeOf } from '../../kernel/errors.js';
import { drive } from './drive.test.support.js';
import { checkScene, scenes } from './random-scenes.test.support.js';
import { answerOk } from './world.test.support.js';

const atOnce = (afterNs: number): number => afterNs;
const evenly =
  (gapNs: number) =>
  (afterNs: number): number =>
    afterNs + gapNs;

function places(most: number, order: 'fifo' | 'lifo' = 'fifo'): Gate {
  let inside = 0;
  return {
    order,
    ready: () => (inside < most ? 0 : Infinity),
    enter: () => {
      inside += 1;
    },
    leave: () => {
      inside -= 1;
    },
  };
}

function again(changes: Partial<Again>): Again {
  return {
    hedge: () => Infinity,
    retry: () => Infinity,
    may: () => true,
    ended: () => undefined,
    ...changes,
  };
}

test('random scenes: no call lost or doubled, no slot freed twice, no line asleep', () => {
  fc.assert(fc.property(scenes, checkScene), { numRuns: 400 });
});

test('a closed load has a call of each caller in flight, due when the last has ended', () => {
  const { port, notes } = drive({
    kind: 'closed',
    next: atOnce,
    callers: 5,
    calls: 100,
    answer: () => answerOk(1e6),
  });
  assert.is(port.most, 5);
  assert.is(notes.completions.length, 100);
  assert.ok(notes.completions.every(({ dueNs, startedNs }) => dueNs === startedNs));
});

test('an open load leaves planned instants where they are, however long calls wait for room', () => {
  const { notes, world } = drive({
    kind: 'open',
    next: evenly(1e6),
    callers: 1,
    slots: 1,
    calls: 50,
    answer: () => answerOk(2e6),
  });
  const first = notes.completions[0]?.dueNs ?? 0;
  assert.equal(
    notes.completions.map(({ dueNs }) => dueNs - first),
    Array.from({ length: 50 }, (_, call) => call * 1e6),
  );
  assert.equal(Math.max(...notes.lateness), 0);
  assert.is(world.nowNs - first, 100e6, 'two ms for each of 50 calls');
});

test('those that wait go in the order they came, or the last first', () => {
  const order = (gate: Gate): readonly number[] => {
    const { notes } = drive({
      kind: 'open',
      next: evenly(10),
      calls: 4,
      gates: [gate],
      answer: () => answerOk(1e6),
    });
    const first = Math.min(...notes.completions.map(({ dueNs }) => dueNs));
    return notes.completions.map(({ dueNs }) => (dueNs - first) / 10);
  };
  assert.equal(order(places(1)), [0, 1, 2, 3]);
  assert.equal(order(places(1, 'lifo')), [0, 3, 2, 1]);
});

test('gates take together or not at all', () => {
  let inside = 0;
  const counting: Gate = {
    ready: () => 0,
    enter: () => {
      inside += 1;
    },
    leave: () => {
      inside -= 1;
    },
  };
  const { port } = drive({
    kind: 'closed',
    next: atOnce,
    callers: 8,
    calls: 40,
    gates: [counting, places(2)],
    answer: () => answerOk(1e6),
  });
  assert.equal([port.most, inside], [2, 0]);
});

test('a gate that waits for a call to leave while none is inside fails the run, and so does one that names no instant', () => {
  for (const says of [Infinity, Number.NaN]) {
    const stuck: Gate = { ready: () => says, enter: () => undefined, leave: () => undefined };
    const { notes } = drive({ kind: 'closed', next: atOnce, gates: [stuck], answer: () => answerOk(1) });
    const { code, message } = notes.ends[0] as { code: string; message: string };
    assert.is(code, 'E_GATE_STUCK');
    assert.match(message, 'flow sample 1 failed: its gate holds a call up until another leaves');
  }
});

test('a gate that rejects does not keep the event loop from turning', () => {
  let asked = 0;
  const rejecting: Gate = {
    ready: () => {
      asked += 1;
      return -1;
    },
    enter: () => undefined,
    leave: () => undefined,
  };
  const { loop, world } = drive({
    kind: 'closed',
    next: atOnce,
    callers: 3,
    calls: 300,
    gates: [rejecting],
    answer: () => answerOk(1),
  });
  const { offered, rejected } = loop.counts.tally();
  assert.equal([offered, rejected, asked], [300, 300, 300]);
  assert.ok(world.nowNs - 1e12 >= 99_000, 'each caller in a turn of its own');
});

test('the first answer of a hedged call counts, from its first start; the other is given up', () => {
  const answers = [answerOk(50e6), answerOk(3e6)];
  let sent = 0;
  const { notes, loop, world } = drive({
    kind: 'closed',
    next: atOnce,
    calls: 1,
    cancels: false,
    again: again({ hedge: (attempt) => (attempt === 1 ? 10e6 : Infinity) }),
    answer: () => answers[sent++] ?? answerOk(0),
  });
  const [{ startedNs, completedNs } = { startedNs: 0, completedNs: 0 }] = notes.completions;
  assert.is(completedNs - startedNs, 13e6);
  assert.equal([loop.counts.attempts, loop.counts.started, notes.completions.length], [2, 1, 1]);
  assert.is(world.nowNs - startedNs, 50e6, 'the slot of the other is held until it ends');
});

test('a failed call is tried again after a pause, as often as there is budget', () => {
  let [budget, sent] = [2, 0];
  const { loop, notes } = drive({
    kind: 'closed',
    next: atOnce,
    calls: 3,
    again: again({
      retry: (attempts) => (attempts < 3 ? 1e6 : Infinity),
      may: () => {
        budget -= 1;
        return budget >= 0;
      },
    }),
    answer: () => ({ afterNs: 1e6, outcome: sent++ < 3 ? Outcome.failed : Outcome.ok }),
  });
  const { ok, failed, attempts } = loop.counts.tally();
  assert.equal([ok, failed, attempts], [2, { failed: 1 }, 5]);
  assert.is(notes.completions.length, 2);
});

test('a call that is too long is late, and its slot is held until it ends', () => {
  const { loop, port, world } = drive({
    kind: 'closed',
    next: atOnce,
    calls: 2,
    deadlineNs: 5e6,
    slots: 1,
    cancels: false,
    answer: () => answerOk(20e6),
  });
  assert.equal(loop.counts.tally().failed, { late: 2 });
  assert.is(port.most, 1);
  assert.is(world.nowNs - 1e12, 40e6);
});

test('a call that went unsent goes to the head of the line, and counts once', () => {
  let sent = 0;
  const { loop, notes } = drive({
    kind: 'open',
    next: evenly(1),
    calls: 3,
    gates: [places(1)],
    answer: () => ({ afterNs: 1000, outcome: sent++ === 0 ? Outcome.unsent : Outcome.ok }),
  });
  const dues = notes.completions.map(({ dueNs }) => dueNs);
  assert.equal(dues, [...dues].sort(), 'nobody was overtaken');
  assert.equal([loop.counts.started, loop.counts.attempts, notes.completions.length], [3, 3, 3]);
});

test('calls that were due before the window are no part of it', () => {
  const { loop, notes } = drive({
    kind: 'open',
    next: evenly(1e6),
    afterNs: 10_500_000,
    calls: 20,
    answer: () => answerOk(3e6),
  });
  assert.equal([loop.counts.offered, loop.counts.tally().ok, notes.completions.length], [20, 20, 20]);
  assert.ok(notes.completions.every(({ dueNs }) => dueNs >= notes.fromNs));
});

test('what has not started when the drain is over is counted as that', () => {
  const { loop } = drive({
    kind: 'open',
    next: evenly(1e6),
    windowNs: 100e6,
    calls: Infinity,
    drainNs: 50e6,
    gates: [places(1)],
    answer: () => answerOk(10e6),
  });
  const { offered, started, unstarted } = loop.counts.tally();
  assert.equal([offered, started, unstarted], [99, 15, 84]);
});

test('more calls than memory is meant for may not wait', () => {
  const { notes } = drive({
    kind: 'open',
    next: atOnce,
    calls: Infinity,
    gates: [places(1)],
    answer: () => answerOk(1e12),
  });
  const [failure] = notes.ends;
  assert.is(codeOf(failure), 'E_OVERRUN');
  assert.match(
    String(failure),
    'more than 4194304 calls wait to be started; lower the rate, or shorten the window',
  );
});

test.run();
