import { effectOfLogs, normal, seededRandom, studentFactor } from '@wiretax/statistics';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { SequentialBoundary } from './boundary.js';
import { gateError } from './gate.js';
import { simulatedPower } from './power.js';

const gates = 4000;
const firstLook = 4;

/** How a block differs: by chance alone, or with one in ten of them far out. */
const kinds = {
  normal: (random: () => number) => normal(random),
  'with outliers': (random: () => number) => normal(random) * (random() < 0.1 ? 5 : 1),
};

/** The share of gates, a look after each block, whose interval excludes the truth at its lower end at any look. */
function falseAlarms(blocks: number, draw: (random: () => number) => number): number {
  const random = seededRandom(blocks);
  const boundary = new SequentialBoundary(gateError);
  const factors = Array.from({ length: blocks - firstLook + 1 }, (_, index) => {
    const p = boundary.next(firstLook + index, (firstLook + index) / blocks);
    return p === 0 ? Infinity : studentFactor(1 - 2 * p, firstLook + index - 1);
  });
  let alarms = 0;
  for (let gate = 0; gate < gates; gate += 1) {
    const logs: number[] = [];
    while (logs.length < blocks) {
      logs.push(0.03 * draw(random));
      if (logs.length < firstLook) continue;
      const [mean, half] = meanAndHalf(logs, factors[logs.length - firstLook] ?? Infinity);
      if (mean - half > 0) {
        alarms += 1;
        break;
      }
    }
  }
  return alarms / gates;
}

function meanAndHalf(logs: readonly number[], factor: number): readonly [number, number] {
  const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length;
  const squares = logs.reduce((sum, log) => sum + (log - mean) ** 2, 0);
  return [mean, factor * Math.sqrt(squares / (logs.length * (logs.length - 1)))];
}

test("looking after each block, Student's t with few blocks makes no more false alarms than it may", () => {
  for (const [name, draw] of Object.entries(kinds)) {
    for (const blocks of [5, 10, 40]) {
      const share = falseAlarms(blocks, draw);
      console.log(`${String(blocks)} blocks, ${name}: ${(share * 100).toFixed(2)} %`);
      // Two and a half standard errors of the simulation.
      assert.ok(
        share <= gateError + 2.5 * Math.sqrt(gateError / gates),
        `${name}, ${String(blocks)}: ${String(share)}`,
      );
    }
  }
});

test('simulated power is that of the rule', () => {
  const random = seededRandom(3);
  const logs = [Array.from({ length: 20 }, () => 0.05 * normal(random))] as const;
  const single = simulatedPower(logs, [{ sizes: [20], share: 1 }], { margin: 0.02, questions: 1 });
  const { interval } = effectOfLogs(logs);
  // One look is a plain t-test: seen in 80 % is t + 0.86 standard errors away.
  const half = Math.log((interval?.high ?? 1) / (interval?.low ?? 1)) / 2;
  const expected = Math.exp(half * (1 + 0.86 / 2.093)) - 1;
  assert.ok(
    Math.abs((single?.seenIn80 ?? 0) / expected - 1) < 0.15,
    `${String(single?.seenIn80)} ${String(expected)}`,
  );
  assert.ok((single?.seenIn95 ?? 0) > (single?.seenIn80 ?? 1));
  assert.is(simulatedPower([[0.01, 0.02]], [{ sizes: [2], share: 1 }], { margin: 0.02, questions: 1 }), null);
});

test.run();
