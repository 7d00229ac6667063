import { sampleManifest } from '@wiretax/core/testing';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { explanationText } from '../explain/explanation-text.js';
import { changeText, points, shareText, signedChange } from './change-text.js';
import { circumstancesOf } from './circumstances.js';
import { rowWith, sidesOf } from './compare.test.support.js';
import { compare, type Comparison, type Pair } from './comparison.js';
import { readMargin } from './margin.js';
import { comparisonSection } from './section.js';

function textOf(
  pairs: readonly Pair[],
  ...changes: Parameters<typeof sidesOf> extends [unknown, ...infer R] ? R : []
): string {
  const sides = sidesOf(pairs, ...changes);
  const section = comparisonSection(sides, compare(pairs, 0.03), circumstancesOf(sides), false);
  return explanationText([section]).replaceAll(/\n(?=\S)/g, ' ');
}

const same = { a: rowWith({ launchNoise: 0.005 }), b: rowWith({ launchNoise: 0.005, seed: 2, calls: 4000 }) };
const slower = { a: rowWith({}), b: rowWith({ seed: 2, p50Ns: 60_000 }) };
const noisy = { a: rowWith({ launchNoise: 0.2 }), b: rowWith({ launchNoise: 0.2, seed: 2 }) };
const single = { a: rowWith({ launches: 1 }), b: rowWith({ launches: 1, seed: 2 }) };

test('the conclusion comes first, in plain words', () => {
  assert.match(
    textOf([slower]),
    /^B is worse than A in 5 of 5 figures, most in one: .* is [\d.]+ % (higher|lower) \(/,
  );
  assert.match(
    textOf([noisy]),
    /^No difference between A and B was found, but one larger than 3 % can't be ruled out\./,
  );
  assert.match(textOf([single]), /^Nothing can be claimed about A and B: with fewer than three launches/);
  const close = {
    a: rowWith({ launchNoise: 0.002, calls: 50_000 }),
    b: rowWith({ launchNoise: 0.002, calls: 50_000, seed: 2 }),
  };
  assert.match(
    textOf([close]),
    /^There is no difference larger than 3 % between A and B, in none of 5 figures\./,
  );
});

test('what speaks against it is said', () => {
  const machine = { ...sampleManifest().machine, kernel: '7.0.0', cpuModel: 'other' };
  const experiment = { ...sampleManifest().experiment, stop: { requests: 5 }, callTimeoutMs: 1 };
  const text = textOf([single], { machine, experiment });
  assert.match(text, 'the runs were not interleaved');
  assert.match(text, 'the machines differ in kernel and cpuModel');
  assert.match(text, 'the configs differ in stop.requests, stop.durationMs and callTimeoutMs');
  assert.match(text, 'with one launch there is no interval');
  const failed = { a: rowWith({ bytes: 128 }), b: { ...rowWith({ bytes: 128 }), launches: [] } };
  const partial = textOf([same, failed]);
  assert.match(partial, 'left out: tcp.128B.c10 (no launch has finished)');
  assert.not.match(partial, '0 launches');
  const alternating = textOf(
    [same],
    { against: { run: 'before', role: 'candidate' } },
    { against: { run: 'after', role: 'baseline' } },
  );
  assert.match(
    alternating,
    'A is before, the baseline; B is after, the candidate. Launches of both alternated.',
  );
  assert.not.match(alternating, 'not interleaved');
});

test('how many comparisons chance alone would make is said', () => {
  assert.match(
    textOf([slower, noisy]),
    'of 10 comparisons about 0.5 would show a difference by chance alone',
  );
});

test('large comparisons show what changed', () => {
  const many = Array.from({ length: 12 }, (_, cell) => ({
    a: rowWith({ bytes: 64 * (cell + 1) }),
    b: rowWith({ bytes: 64 * (cell + 1), seed: cell + 2, p50Ns: cell === 3 ? 80_000 : 50_000 }),
  }));
  const text = textOf(many);
  assert.match(text, /\d\d figures in which no difference was found are not shown; --all shows them/);
  assert.match(text, /tcp\.256B\.c10 P50 .*slower/);
});

test('changes as people read them', () => {
  const of = (ratio: number, low: number, high: number): string =>
    changeText({ effect: { ratio, interval: { low, high, level: 0.95 } } } as Comparison);
  assert.is(of(1.12, 1.08, 1.16), '12.0 % higher (8.0 % to 16.0 %)');
  assert.is(of(0.9, 0.85, 0.95), '10.0 % lower (5.0 % to 15.0 %)');
  assert.is(of(0.98, 0.95, 1.01), '2.0 % lower (−1.0 % to 5.0 %)');
  assert.is(of(3.4, 3.2, 3.6), '3.4 times as high (3.2 to 3.6)');
  assert.is(of(0.25, 0.2, 0.3), '0.25 times as high (0.20 to 0.30)');
  assert.is(signedChange(0.75), '−25.0 %');
  assert.is(signedChange(4.5), '+350 %');
  assert.is(points(-0.0001), '0.0 %');
  assert.is(shareText(0.025), '2.5 %');
});

test('margins', () => {
  assert.is(readMargin('3%'), 0.03);
  assert.is(readMargin('2.5 %'), 0.025);
  assert.is(readMargin('0.03'), 0.03);
  assert.is(readMargin('0'), 0);
  for (const wrong of ['', '3x', '-1%', '100%', '1'])
    assert.throws(() => readMargin(wrong), /nothing was compared/);
});

test('figures beyond what histograms reach are left out, and why', () => {
  const row = rowWith({});
  const launches = row.launches.map((launch) => {
    const { valuesNs, counts } = launch.response;
    return { ...launch, response: { valuesNs, counts, overflow: 200 } };
  });
  const text = textOf([{ a: { ...row, launches }, b: rowWith({ seed: 2 }) }]);
  assert.match(text, 'P99 is not known on both sides; histograms reach no further than 68.7 s');
  assert.match(text, 'mean is not known on both sides; histograms reach');
  assert.not.match(text, 'P50 is not known');
});

test.run();
