import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Experiment, Settlement } from '@wiretax/core';
import { controlCells, planCells, type PlannedTrial, planTrials } from '@wiretax/core/record';
import { sampleExperiment, square, use } from '@wiretax/core/testing';
import { Interleaving } from './interleaving.js';

const settlement = (reason: Settlement['reason']): Settlement => ({
  reason,
  blocks: 3,
  usable: 1,
  tight: 0,
  widest: null,
});

const undecided = (): readonly undefined[] => [];

/** Runs two plans as the runs would, and tells the order: 0 or 1, and the trial. */
async function orderOf(experiments: readonly [Experiment, Experiment], seed = 1): Promise<string[]> {
  const never = new AbortController().signal;
  const cellsOf = (experiment: Experiment) => {
    const cells = planCells(experiment);
    return experiment.ceiling ? [...cells, ...controlCells(cells)] : cells;
  };
  const interleaving = new Interleaving(
    seed,
    [cellsOf(experiments[0]), cellsOf(experiments[1])],
    never,
    undecided,
  );
  const order: string[] = [];
  let running = 0;
  const go = async (which: 0 | 1): Promise<void> => {
    const half = interleaving.halves[which];
    for (const planned of planTrials(experiments[which])) {
      const end = await half.turn(planned);
      running += 1;
      assert.is(running, 1, 'one trial at a time');
      await Promise.resolve();
      order.push(`${String(which)} ${nameOf(planned)}`);
      running -= 1;
      end();
    }
    half.leave();
  };
  await Promise.all([go(0), go(1)]);
  return order;
}

function nameOf({ cell, trial, control }: PlannedTrial): string {
  return `${cell.id} ${control ? 'control' : String(trial)}`;
}

const whole = sampleExperiment({}, { ceiling: true });

test('each pair of a cell runs back to back, and either of them comes first', async () => {
  const order = await orderOf([whole, whole]);
  assert.is(order.length, 2 * (24 + 4));
  const firsts = new Set<string>();
  for (let at = 0; at < order.length; at += 2) {
    const [one = '', other = ''] = order.slice(at, at + 2);
    assert.is(one.slice(2), other.slice(2));
    assert.is.not(one[0], other[0]);
    firsts.add(one[0] ?? '');
  }
  assert.is(firsts.size, 2);
  assert.equal(await orderOf([whole, whole]), order);
  assert.not.equal(await orderOf([whole, whole], 2), order);
});

test('of matrices that differ, shared cells are pairs, and blocks stay together', async () => {
  const other = sampleExperiment({ transport: [use('grpc'), use('rest')], size: [square(64), square(128)] });
  const order = await orderOf([whole, other]);
  assert.is(order.length, 28 + 24);
  const shared = order.filter((entry) => /rest\.64B\S* \d$/.test(entry));
  assert.is(shared.length, 2 * 2 * 3);
  for (let at = 0; at < shared.length; at += 2) {
    const [one = '', second = ''] = shared.slice(at, at + 2);
    assert.is(one.slice(2), second.slice(2));
    assert.is(order.indexOf(second) - order.indexOf(one), 1);
  }
  const stages = order.map((entry) => (entry.endsWith('control') ? 0 : Number(entry.at(-1))));
  assert.equal(
    stages,
    stages.toSorted((a, b) => a - b),
  );
});

test('cells that only one half has are pairs too, in the order of each', async () => {
  const other = sampleExperiment({ transport: [use('grpc'), use('udp')] });
  const order = await orderOf([sampleExperiment(), other]);
  for (let at = 0; at < order.length; at += 2) assert.is.not(order[at]?.[0], order[at + 1]?.[0]);
});

test('what both think is decided for both', async () => {
  const asked: unknown[] = [];
  const { halves } = new Interleaving<string>(
    1,
    [[], []],
    new AbortController().signal,
    (thoughts, whole) => {
      asked.push([...thoughts, whole]);
      return [settlement('tight'), settlement('budget')];
    },
  );
  const second = halves[1].settle('second');
  const both = await Promise.all([halves[0].settle('first'), second]);
  assert.equal(
    both.map((each) => each?.reason),
    ['tight', 'budget'],
  );
  halves[0].leave();
  assert.is((await halves[1].settle('alone'))?.reason, 'tight');
  assert.equal(asked, [
    ['first', 'second', true],
    ['alone', false],
  ]);
});

test('an interruption ends all waiting, now and later', async () => {
  const controller = new AbortController();
  const { halves } = new Interleaving<null>(1, [[], []], controller.signal, undecided);
  const [planned] = planTrials(whole);
  assert.ok(planned);
  const outcomes: unknown[] = [];
  const waits = [halves[0].turn(planned), halves[1].settle(null)];
  const reason = new Error('interrupted');
  const first = await waits[0];
  assert.type(first, 'function');
  controller.abort(reason);
  for (const wait of [waits[1], halves[0].turn(planned)]) {
    await wait?.catch((thrown: unknown) => outcomes.push(thrown));
  }
  assert.equal(outcomes, [reason, reason]);
});

test.run();
