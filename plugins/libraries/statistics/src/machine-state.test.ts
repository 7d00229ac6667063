import type { Row } from '@wiretax/core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { anotherState, compareStates, type Reading, readingsOf, stateRatios } from './machine-state.js';
import { syntheticRow, type SyntheticYardsticks, withYardsticks } from './synthetic.js';

const simulated = 500;

function rowOf(launches: number, changes: Partial<Row['cell']> = {}): Row {
  const row = syntheticRow({
    transport: 'tcp',
    bytes: 64,
    clients: 1,
    launches,
    calls: 10,
    p50Ns: 5e4,
    seed: 1,
  });
  return { ...row, cell: { ...row.cell, ...changes } };
}

function readings(row: Row, shape: SyntheticYardsticks): readonly Reading[] {
  return readingsOf([withYardsticks(row, shape)]);
}

/** Share of simulated comparisons that find another state in any kind of work. */
function share(launches: number, shape: Partial<SyntheticYardsticks> = {}): number {
  const row = rowOf(launches);
  const found = Array.from({ length: simulated }, (_, run) => {
    const seed = 2 * run + 1e5 * launches;
    const states = compareStates(readings(row, { seed }), readings(row, { seed: seed + 1, ...shape }));
    return states.some(({ another }) => another === true);
  });
  return found.filter(Boolean).length / simulated;
}

test('of simulated comparisons in one state at most 2 % find another, however many launches there are', () => {
  for (const launches of [3, 5, 10, 30]) {
    const found = share(launches);
    assert.ok(found <= 0.02, `${String(launches)} launches: ${String(found)}`);
  }
});

test('wake-ups of twice the time are found with five launches, of 1.6 times with twelve, and a CPU that is 10 % slower', () => {
  for (const [launches, shape] of [
    [5, { wake: () => 2 }],
    [12, { wake: () => 1.6 }],
    [3, { integer: () => 1.1 }],
  ] as const) {
    const found = share(launches, shape);
    assert.ok(found >= 0.8, `${String(launches)} launches: ${String(found)}`);
  }
});

test('a state that changes all the time is not told from itself', () => {
  const wake = (launch: number): number => (launch % 2 === 0 ? 1 : 5);
  const row = rowOf(8);
  const found = Array.from({ length: 100 }, (_, run) =>
    compareStates(readings(row, { seed: 2 * run, wake }), readings(row, { seed: 2 * run + 1, wake })),
  ).filter((states) => states.some(({ another }) => another === true));
  assert.ok(found.length <= 2, String(found.length));
});

test('what the yardstick depends on by design is no state of the machine', () => {
  const [slow, wake] = [() => 3, () => 3];
  const usual = readings(rowOf(5), { seed: 1 });
  const shared = readings(rowOf(5, { placement: 'shared' }), { seed: 2, wake });
  assert.equal(compareStates(usual, shared), []);
  const node = { label: 'jitless', client: ['--jitless'], server: ['--jitless'] };
  const interpreted = readings(rowOf(5, { node }), { seed: 2, integer: slow });
  assert.equal(
    compareStates(usual, interpreted).map(({ work, another }) => [work, another]),
    [
      ['wake-ups', false],
      ['copying', false],
    ],
  );
  const mixed = compareStates([...usual, ...shared], [...shared, ...usual]);
  assert.ok(mixed.every(({ another, ratio }) => another === false && Math.abs(ratio - 1) < 0.01));
  const [wakes] = compareStates([...usual, ...shared], [...readings(rowOf(5), { seed: 3, wake }), ...shared]);
  assert.is(wakes?.another, true, 'one placement may be in another state while the other is not');
});

test('of one or two launches no state is claimed', () => {
  const [few, many] = [rowOf(2), rowOf(5)];
  const states = compareStates(readings(few, { seed: 1 }), readings(many, { seed: 2, wake: () => 9 }));
  assert.ok(states.every(({ another }) => another === null));
  assert.ok((states[0]?.ratio ?? 0) > 4);
  assert.is(anotherState(states, 'for A', 'for B'), '');
});

test('without yardsticks, or wake-ups, nothing is said of them', () => {
  const usual = readings(rowOf(3), { seed: 1 });
  assert.equal(compareStates(readingsOf([rowOf(3)]), usual), []);
  assert.equal(compareStates([], []), []);
  const together = usual.map((reading) => {
    const { client } = reading.yardstick.peers;
    assert.ok(client);
    return { ...reading, yardstick: { wakeNs: null, peers: { client } } };
  });
  assert.equal(
    compareStates(together, together).map(({ work }) => work),
    ['integer work', 'copying'],
  );
  assert.equal(compareStates(usual, together), [], 'two processes do another work than one');
  for (const wakeNs of [0, -1, Number.NaN, '<b>'] as number[]) {
    const broken = usual.map((reading) => ({ ...reading, yardstick: { ...reading.yardstick, wakeNs } }));
    assert.is(
      compareStates(usual, broken).some(({ work }) => work === 'wake-ups'),
      false,
    );
  }
});

test('which side took longer is said, with the factor', () => {
  const states = [
    { work: 'wake-ups', ratio: 0.625, errors: -5, another: true, launches: [5, 5] },
    { work: 'integer work', ratio: 1.104, errors: 9, another: true, launches: [5, 5] },
    { work: 'copying', ratio: 1.02, errors: 0.1, another: false, launches: [5, 5] },
  ] as const;
  assert.is(
    anotherState(states, 'for A', 'for B'),
    'wake-ups took 1.6 times as long for A as for B and integer work took 1.10 times as long for B as for A',
  );
  assert.is(anotherState(states.slice(2), 'for A', 'for B'), '');
  assert.is(stateRatios(states), 'wake-ups 0.63, integer work 1.10 and copying 1.02 times');
});

test.run();
