import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { seededRandom } from '../../kernel/random.js';
import { remainingRise, settling, type Slice } from './steady.js';

const sliceNs = 25e6;

interface Ramp {
  /** Of the approach, s. */
  readonly tau: number;
  /** What share of the final rate is missing at the start. */
  readonly gain: number;
  /** Standard deviation of a slice, as a share. */
  readonly noise: number;
}

function gaussian(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** The rate, of 1, at which a warm-up of this ramp is first called steady; null if never. */
function rateWhenSteady({ tau, gain, noise }: Ramp, maxS: number, random: () => number): number | null {
  const slices: Slice[] = [];
  const rateAt = (s: number): number => 1 - gain * Math.exp(-s / tau);
  let lookAtS = 0.75;
  for (let s = sliceNs / 1e9; s <= maxS; s += sliceNs / 1e9) {
    const calls = 1000 * rateAt(s) * Math.max(0.02, 1 + noise * gaussian(random));
    const cpuNs = (calls / rateAt(s)) * 1e4 * Math.max(0.1, 1 + 0.1 * gaussian(random));
    slices.push({ calls, lengthNs: sliceNs, cpuNs });
    if (s < lookAtS) continue;
    lookAtS = s * 1.1;
    if (settling(slices).steady) return rateAt(s);
  }
  return null;
}

test('steady is said at 97 % of the final rate or more in 95 % of ramps', () => {
  const random = seededRandom(7);
  let said = 0;
  let early = 0;
  for (let time = 0; time < 300; time += 1) {
    const ramp = { tau: 0.3 + 3.7 * random(), gain: 0.5 + 0.5 * random(), noise: 0.05 + 0.25 * random() };
    const rate = rateWhenSteady(ramp, 8, random);
    if (rate === null) continue;
    said += 1;
    if (rate < 0.97) early += 1;
  }
  assert.ok(said > 90, `said in ${String(said)} of 300`);
  assert.ok(early <= 0.05 * said, `${String(early)} of ${String(said)} too early`);
});

test('an even rate is called steady, however noisy', () => {
  const random = seededRandom(8);
  for (const noise of [0.02, 0.1, 0.3]) {
    let said = 0;
    for (let time = 0; time < 50; time += 1) {
      if (rateWhenSteady({ tau: 1, gain: 0, noise }, 8, random) !== null) said += 1;
    }
    assert.ok(said >= 40, `noise ${String(noise)}: ${String(said)} of 50`);
  }
});

test('what a ramp still lacks is told', () => {
  const random = seededRandom(9);
  const rates = Array.from({ length: 40 }, (_, index) => {
    const rate = 1 - 0.8 * Math.exp(-(index + 1) / 40);
    return rate * (1 + 0.05 * gaussian(random));
  });
  const { low, high } = remainingRise(rates);
  const truth = (0.8 * Math.exp(-1)) / 1;
  assert.ok(low < truth && truth < high, `${String(low)} to ${String(high)}`);
  assert.ok(low > 0.1);
});

test('too little to go by is not steady', () => {
  const slice = { calls: 100, lengthNs: sliceNs, cpuNs: 1e6 };
  assert.not.ok(settling(Array.from({ length: 5 }, () => slice)).steady);
  assert.not.ok(settling([]).steady);
  assert.ok(settling(Array.from({ length: 40 }, () => slice)).steady, 'without any noise');
  assert.not.ok(settling(Array.from({ length: 40 }, () => ({ ...slice, calls: 0 }))).steady, 'no calls');
});

test.run();
