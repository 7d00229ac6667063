import type { Kind, PluginVersion } from '@wiretax/core';
import { sampleConditions, sampleManifest } from '@wiretax/core/testing';
import { withYardsticks } from '@wiretax/statistics/synthetic';
import { sectionsText } from '@wiretax/writing';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { changeText, points, shareText, signedChange } from './change-text.js';
import { circumstancesOf } from './circumstances.js';
import { alternated, rowWith, sidesOf } from './compare.test.support.js';
import { compare } from './comparison.js';
import { arePaired, type Pair } from './pairing.js';
import { comparisonSection } from './section.js';

function textOf(
  pairs: readonly Pair[],
  ...changes: Parameters<typeof sidesOf> extends [unknown, ...infer R] ? R : []
): string {
  const sides = sidesOf(pairs, ...changes);
  const section = comparisonSection(
    sides,
    compare(pairs, { margin: 0.03, paired: arePaired(sides.a, sides.b) }),
    circumstancesOf(sides),
    false,
  );
  return sectionsText([section]).replaceAll(/\n(?=\S)/g, ' ');
}

const same = { a: rowWith({ launchNoise: 0.005 }), b: rowWith({ launchNoise: 0.005, seed: 2, calls: 4000 }) };
const slower = { a: rowWith({}), b: rowWith({ seed: 2, p50Ns: 60_000 }) };
const noisy = { a: rowWith({ launchNoise: 0.2 }), b: rowWith({ launchNoise: 0.2, seed: 2 }) };
const single = { a: rowWith({ launches: 1 }), b: rowWith({ launches: 1, seed: 2 }) };

test('a plugin that one side lacks counts if it can change what is measured', () => {
  const plugin = (name: string, kinds?: readonly Kind[]): PluginVersion => {
    return { name, version: '0.1.0', entry: `file:///${name}`, dependencies: {}, ...(kinds && { kinds }) };
  };
  const [tcp, knee] = [plugin('tcp', ['transport']), plugin('knee')];
  const differing = (...now: readonly PluginVersion[]): readonly string[] =>
    circumstancesOf(sidesOf([same], { plugins: [tcp, ...now] }, { plugins: [tcp, knee] })).plugins;
  assert.equal(differing(plugin('curves', ['analysis']), plugin('table', ['reporter'])), []);
  assert.equal(differing(plugin('mesh', ['collector', 'analysis']), plugin('pin', [])), ['mesh', 'pin']);
});

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

test('rows whose launches are of two kinds are named', () => {
  const b = rowWith({ launches: 10, seed: 2 });
  const launches = b.launches.map((launch, index) =>
    index % 2 === 0 ? launch : { ...launch, throughput: 1.5 * launch.throughput },
  );
  const pair = { a: rowWith({ launches: 10 }), b: { ...b, launches } };
  assert.match(
    textOf([pair]),
    'launches of tcp.64B.c10 are of two kinds, or one stands apart, so its intervals may hold the truth less often than they say: wiretax report shows them',
  );
  assert.not.match(textOf([{ ...pair, b }]), 'of two kinds');
});

test('what speaks against it is said', () => {
  const machine = { ...sampleManifest().machine, kernel: '7.0.0', cpuModel: 'other' };
  const experiment = { ...sampleManifest().experiment, stop: { requests: 5 }, callTimeoutMs: 1 };
  const text = textOf([single], { machine, experiment });
  assert.match(text, 'the runs were not interleaved');
  assert.match(
    text,
    'the machines differ: CPU (A Intel(R) Xeon(R) Processor, B other) and kernel (A 6.18.44, B 7.0.0)',
  );
  assert.match(text, 'the configs differ in stop.requests, stop.durationMs and callTimeoutMs');
  assert.match(text, 'with one launch there is no interval');
  const failed = { a: rowWith({ bytes: 128 }), b: { ...rowWith({ bytes: 128 }), launches: [] } };
  const partial = textOf([same, failed]);
  assert.match(partial, 'left out: tcp.128B.c10 (no launch has finished)');
  assert.not.match(partial, '0 launches');
  const alternating = textOf([same], ...alternated);
  assert.match(
    alternating,
    'A is before, the baseline; B is after, the candidate. Launches of both alternated, and are compared block by block.',
  );
  assert.not.match(alternating, 'not interleaved');
});

test('what peers inherited, and rows whose launches are not of one kind', () => {
  const set = sampleConditions({ loadAverage: 9 }, { variables: { LD_PRELOAD: '/jemalloc.so' } });
  const mixed = 'launches 1, 2 of session 1 and launch 3 of session 2 differ in kernel';
  const pair = { a: { ...same.a, mixed }, b: same.b };
  const sides = sidesOf([pair], { conditions: [set] }, { conditions: [sampleConditions()] });
  const { machine, warnings } = circumstancesOf(sides);
  assert.equal(machine, ['variables.LD_PRELOAD']);
  assert.ok(warnings.includes('the machines differ: LD_PRELOAD (A unset, B /jemalloc.so)'));
  const old = circumstancesOf(sidesOf([same], { conditions: [set] }));
  assert.equal(old.machine, []);
  assert.match(old.warnings.join(), 'environment and limits of the peers of A are not known');
  assert.not.match(warnings.join(), 'not known');
  assert.ok(warnings.includes(`launches of tcp.64B.c10 are not of one kind: ${mixed}`));
});

test('that the machine was in another state comes before the conclusion, also when launches alternated', () => {
  const measured = (wakeOfB: number): Pair => ({
    a: withYardsticks(slower.a, { seed: 1 }),
    b: withYardsticks(slower.b, { seed: 2, wake: () => wakeOfB }),
  });
  assert.match(
    textOf([measured(3)]),
    /^The machine was in another state: wake-ups took [23]\.\d times as long for B as for A\. These launches are not comparable: what follows may come from the machine\. B is worse/,
  );
  const alternating = [
    { against: { run: 'before', role: 'candidate' } },
    { against: { run: 'after', role: 'baseline' } },
  ] as const;
  assert.match(
    textOf([measured(3)], ...alternating),
    /^The machine was in another state, although launches of both alternated: wake-ups/,
  );
  const same = textOf([measured(1)], ...alternating);
  assert.match(
    same,
    /Launches of both alternated, and are compared block by block\. No other state of the machine was found: wake-ups [01]\.\d\d, integer work 1\.\d\d and copying [01]\.\d\d times as long for B\./,
  );
  assert.not.match(textOf([slower]), /state of the machine/);
});

test('blocks that are not used are named', () => {
  const partial = { ...slower, b: { ...slower.b, launches: slower.b.launches.slice(0, 4) } };
  assert.match(
    textOf([partial], ...alternated),
    'block 5 of tcp.64B.c10 left out, as only one side has finished',
  );
  assert.not.match(textOf([partial]), 'left out');
});

test('the trimmed estimate stands beside the plain one, and is explained once', () => {
  const text = textOf([slower], ...alternated);
  assert.match(text, /change +95 % interval +trimmed +its interval +conclusion/);
  assert.match(
    text,
    /P50 +[^ ]+ [^ ]+ +[^ ]+ [^ ]+ +\+\d+\.\d %( +\+\d+\.\d % to \+\d+\.\d %){1} +\+\d+\.\d % .* slower/,
  );
  assert.is(text.split('Yuen 1974').length, 2);
  assert.not.match(
    textOf([{ a: rowWith({ launches: 4 }), b: rowWith({ launches: 4, seed: 2 }) }]),
    /trimmed/,
  );
});

test('cells together come first', () => {
  const pairs = [slower, { a: rowWith({ bytes: 128 }), b: rowWith({ bytes: 128, seed: 5, p50Ns: 60_000 }) }];
  const sides = sidesOf(pairs, ...alternated);
  const compared = compare(pairs, { margin: 0.03, paired: true, isPooled: () => true });
  const { paragraph, tables, caveats } = comparisonSection(sides, compared, circumstancesOf(sides), false);
  assert.match(
    paragraph,
    /^Over 2 cells together: B is worse than A in 5 of 5 figures, most in one: .* Cell by cell: B is worse/,
  );
  assert.equal(
    tables.map(({ title }) => title),
    ['Change from A to B over cells together', 'Change from A to B'],
  );
  assert.equal(tables[0]?.lines.map(([figure, cells]) => [figure, cells])[0], ['P50', '2']);
  assert.ok(caveats.some((caveat) => caveat.startsWith('over cells together: ')));
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
    changeText({ ratio, interval: { low, high, level: 0.95 } });
  assert.is(of(1.12, 1.08, 1.16), '12.0 % higher (8.0 % to 16.0 %)');
  assert.is(of(0.9, 0.85, 0.95), '10.0 % lower (5.0 % to 15.0 %)');
  assert.is(of(0.98, 0.95, 1.01), '2.0 % lower (−1.0 % to 5.0 %)');
  assert.is(of(3.4, 3.2, 3.6), '3.4 times as high (3.2 to 3.6)');
  assert.is(of(0.25, 0.2, 0.3), '0.25 times as high (0.20 to 0.30)');
  assert.is(of(1.2, 0.04, 32), '20.0 % higher (0.0400× to 32.0×)');
  assert.is(of(0.9, 0.4, 2), '10.0 % lower (0.40× to 2.0×)');
  assert.is(of(0.004, 0.003, 0.005), '0.00400 times as high (0.00300 to 0.00500)');
  assert.is(of(5000, 0.0001, 9e9), 'over 1,000 times as high (under 0.001 to over 1,000)');
  assert.is(signedChange(0.75), '−25.0 %');
  assert.is(signedChange(1.96), '+96.0 %');
  assert.is(signedChange(4.5), '4.50×');
  assert.is(signedChange(981.94), '982×');
  assert.is(points(-0.0001), '0.0 %');
  assert.is(shareText(0.025), '2.5 %');
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
