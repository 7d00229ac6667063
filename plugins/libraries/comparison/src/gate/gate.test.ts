import { sampleConditions } from '@wiretax/core/testing';
import { withYardsticks } from '@wiretax/statistics/synthetic';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { alternated, rowWith, sidesOf } from '../compare.test.support.js';
import { figures } from '../figures.js';
import type { Pair } from '../pairing.js';
import { compareSides } from '../told.js';
import { gateCheck } from './check.js';
import { Gate, type GateTerms } from './gate.js';
import { leastKnown } from './power.js';
import { gateSection } from './section.js';
import { gateStatement, launchesNeeded } from './statement.js';

const p50 = figures.filter(({ key }) => key === 'p50');
const throughput = figures.filter(({ key }) => key === 'throughput');
const terms: GateTerms = { margin: 0.05, figures: p50, questions: 1 };

function pairOf(slowdown: number, launches = 10, bytes = 64): Pair {
  const p50Ns = 50_000;
  const blocks = { seed: 5, correlation: 0.8 };
  return {
    a: rowWith({ bytes, launches, p50Ns, seed: bytes + 1, blocks }),
    b: rowWith({ bytes, launches, p50Ns: p50Ns * slowdown, seed: bytes + 2, blocks }),
  };
}

const interleaved = (pairs: readonly Pair[]) => sidesOf(pairs, alternated[0], alternated[1]);

test('slower, not slower, and not known', () => {
  const ask = (slowdown: number, launches?: number) =>
    new Gate(terms).look(interleaved([pairOf(slowdown, launches)]), 1);
  assert.equal(
    [ask(1.2), ask(1), ask(0.8), ask(1.2, 2)].map(({ outcome }) => outcome),
    ['slower', 'not-slower', 'not-slower', 'unknown'],
  );
  assert.match(gateStatement(ask(1.2)), /^Slower: P50 of tcp\.64B\.c10 is \d+\.\d % higher \(.+\)\.$/);
  assert.match(gateStatement(ask(1)), /^Equal within 5 %: P50 of /);
  assert.match(gateStatement(ask(0.8)), /^Not slower by more than 5 %: .+ % lower/);
  assert.match(gateStatement(ask(1.2, 2)), /^Not known yet: .+ higher, with no interval yet\.$/);
});

test('what is asked once says the same as a comparison of the same runs', () => {
  for (const pooled of [true, false]) {
    const isPooled = pooled ? () => true : undefined;
    const sides = interleaved([pairOf(1.03), pairOf(1.06, 10, 1024)]);
    const compared = compareSides(sides, { margin: 0.05, isPooled });
    const expected = [...(compared.pool?.differences ?? []), ...(pooled ? [] : compared.comparisons)].filter(
      ({ figure }) => figure.key === 'p50',
    );
    const { answers } = new Gate({ ...terms, isPooled }).look(sides, 1);
    assert.is(answers.length, expected.length);
    for (const [index, { effect }] of answers.entries()) {
      const other = expected[index]?.effect;
      assert.is(effect?.ratio, other?.ratio);
      assert.equal(effect?.launches, other?.launches);
      for (const end of ['low', 'high'] as const)
        assert.ok(Math.abs((effect?.interval?.[end] ?? 0) - (other?.interval?.[end] ?? 1)) < 1e-6);
    }
  }
});

test('runs that were made apart are two groups of launches, and said to be', () => {
  const sides = sidesOf([pairOf(1.01)]);
  const answer = new Gate(terms).look(sides, 1);
  const [effect] = compareSides(sides, { margin: 0.05 }).comparisons;
  assert.is(answer.paired, false);
  assert.is(answer.answers[0]?.effect?.ratio !== undefined, true);
  assert.ok(Math.abs((answer.answers[0]?.effect?.ratio ?? 0) / (effect?.effect.ratio ?? 1) - 1) < 0.01);
  const { caveats } = gateSection(sides, {
    answer,
    names: { base: 'main', head: 'the working tree' },
    power: null,
    caveats: [],
  });
  assert.match(caveats[0] ?? '', /not interleaved/);
});

test('a figure of which more is better is turned around', () => {
  const pair = pairOf(1.2);
  const answer = new Gate({ ...terms, figures: throughput }).look(interleaved([pair]), 1);
  assert.is(answer.outcome, 'slower');
  assert.match(gateStatement(answer), /throughput of .+ is \d+\.\d % lower/);
});

test('an early look is surer than a late one, and what was answered stays', () => {
  const gate = new Gate(terms);
  const early = gate.look(interleaved([pairOf(1.02, 4)]), 0.2).answers[0]?.effect?.interval;
  const late = new Gate(terms).look(interleaved([pairOf(1.02, 4)]), 1).answers[0]?.effect?.interval;
  assert.ok((early?.high ?? 0) / (early?.low ?? 1) > (late?.high ?? 0) / (late?.low ?? 1));
  const slow = new Gate(terms);
  assert.is(slow.look(interleaved([pairOf(1.5)]), 0.5).outcome, 'slower');
  assert.is(slow.look(interleaved([pairOf(1, 12)]), 1).outcome, 'slower');
});

test('each of several questions has to be surer, and one that is slower is enough', () => {
  const sides = interleaved([pairOf(1), pairOf(1.3, 10, 1024)]);
  const alone = new Gate(terms).look(sides, 1).answers[0]?.effect?.interval;
  const answer = new Gate({ ...terms, questions: 2 }).look(sides, 1);
  const among = answer.answers[0]?.effect?.interval;
  assert.ok((among?.low ?? 0) < (alone?.low ?? 0));
  assert.is(answer.outcome, 'slower');
  assert.match(gateStatement(answer), /^Slower, of 2 questions the worst: P50 of tcp\.1KiB\.c10/);
});

test('disturbed launches count where sides alternated, and not where they were apart', () => {
  const { a, b } = pairOf(1.3);
  const disturbed = { ...b, verdict: 'disturbed', verdicts: ['disturbed', 'unsteady'] } as const;
  assert.is(new Gate(terms).look(interleaved([{ a, b: disturbed }]), 1).outcome, 'slower');
  const compared = compareSides(interleaved([{ a, b: disturbed }]), { margin: 0.05 });
  assert.is(compared.comparisons.find(({ figure }) => figure.key === 'p50')?.conclusion, 'slower');
  assert.throws(() => compareSides(sidesOf([{ a, b: disturbed }]), { margin: 0.05 }), /none of these cells/);
  const apart = new Gate(terms).look(sidesOf([{ a, b: disturbed }]), 1);
  assert.is(apart.outcome, 'unknown');
  assert.match(apart.leftOut[0]?.reason ?? '', /disturbed/);
  assert.match(gateStatement(apart), /nothing that may be compared/);
});

test('large changes are factors, in the sentence and in the table', () => {
  const sides = interleaved([pairOf(40)]);
  const answer = new Gate(terms).look(sides, 1);
  const names = { base: 'main', head: 'the working tree' };
  const { paragraph, tables } = gateSection(sides, { answer, names, power: null, caveats: [] });
  assert.match(paragraph, /^Slower: P50 of tcp\.64B\.c10 is [34]\d\.\d times as high/);
  const [line = []] = tables[0]?.lines ?? [];
  assert.match(line.join(' | '), /\d\d\.\d× \| \d\d\.\d× to \d\d\.\d× \| slower$/);
});

test('a look that has nothing new keeps what was known', () => {
  const gate = new Gate(terms);
  const sides = interleaved([pairOf(1.04, 5)]);
  const first = gate.look(sides, 0.9);
  assert.is(first.outcome, 'unknown');
  // As where the last block failed on a side.
  const last = gate.look(sides, 1);
  assert.is(last.outcome, 'unknown');
  assert.ok(last.answers[0]?.effect?.interval);
  assert.equal(last.answers[0].effect, first.answers[0]?.effect);
});

test('what is told of power is of the question whose launches differ most', () => {
  const calm = pairOf(1.02);
  const noisy = { seed: 9, bytes: 1024, launches: 10, launchNoise: 0.3 };
  const pairs = [calm, { a: rowWith(noisy), b: rowWith({ ...noisy, seed: 10 }) }];
  for (const each of [pairs, pairs.toReversed()]) {
    const sides = interleaved(each);
    const answer = new Gate({ ...terms, questions: 2 }).look(sides, 1);
    assert.is(leastKnown(answer.answers)?.where, 'tcp.1KiB.c10');
    const power = { seenIn80: 0.1, seenIn95: null };
    const names = { base: 'main', head: 'the working tree' };
    const { paragraph } = gateSection(sides, { answer, names, power, caveats: [] });
    assert.match(
      paragraph,
      /spread of these launches in P50 of tcp\.1KiB\.c10, where it is largest: a slowdown of 10\.0 % would be seen in 80 % .+ none below 100 % in 95 %\.$/,
    );
  }
});

test('what differs besides, and another state of the machine, are said with the names of the sides', () => {
  const { a, b } = pairOf(1);
  const pair = { a: withYardsticks(a, { seed: 1 }), b: withYardsticks(b, { seed: 2, wake: () => 3 }) };
  const set = sampleConditions({}, { variables: { LD_PRELOAD: '/jemalloc.so' } });
  const sides = sidesOf([pair], { conditions: [set] }, { conditions: [sampleConditions()] });
  const answer = new Gate(terms).look(sides, 1);
  const names = { base: 'main', head: 'the working tree' };
  const { caveats } = gateSection(sides, { answer, names, power: null, caveats: [] });
  assert.match(
    caveats[1] ?? '',
    /^the machine was in another state: wake-ups took [23]\.\d times as long for the working tree as for main; /,
  );
  assert.is(caveats[2], 'the machines differ: LD_PRELOAD (main unset, the working tree /jemalloc.so)');
});

test('cells that one side lacks are named', () => {
  const sides = { ...interleaved([pairOf(1)]), onlyA: ['tcp.1MiB.c1'], onlyB: ['a', 'b', 'c', 'd', 'e'] };
  const answer = new Gate(terms).look(sides, 1);
  const names = { base: 'main', head: 'the working tree' };
  const { caveats } = gateSection(sides, { answer, names, power: null, caveats: [] });
  assert.ok(caveats.some((caveat) => caveat.startsWith('only main has tcp.1MiB.c1: nothing is asked')));
  assert.ok(caveats.some((caveat) => caveat.startsWith('only the working tree has 5 cells: ')));
});

test('cells together of which none may be compared are no question', () => {
  const { a, b } = pairOf(1);
  const failed = { ...b, launches: [] };
  const answer = new Gate({ ...terms, isPooled: () => true }).look(interleaved([{ a, b: failed }]), 1);
  assert.equal(answer.answers, []);
  assert.match(gateStatement(answer), /nothing that may be compared/);
  assert.is(gateCheck(answer, 'main').title, 'not slower than main by more than 5 %');
});

test('about how many launches would tell', () => {
  const [answered] = new Gate(terms).look(interleaved([pairOf(1.02, 4)]), 1).answers;
  assert.ok(answered);
  const effect = {
    ratio: 1.02,
    interval: { low: 0.98, high: 1.06, level: 0.95 },
    pValue: 1,
    launches: [4, 4] as const,
  };
  // Half of the interval is about 4 %, and has to be below 3 %.
  const needed = launchesNeeded({ ...answered, outcome: 'unknown', effect }, 0.05);
  assert.ok(needed !== undefined && needed >= 7 && needed <= 8, String(needed));
});

test('what is stored with the run of head', () => {
  const answer = new Gate({ ...terms, questions: 2 }).look(
    interleaved([pairOf(1), pairOf(1.3, 10, 1024)]),
    1,
  );
  const check = gateCheck(answer, 'main');
  assert.equal([check.id, check.by, check.outcome], ['gate', 'gate', 'crossed']);
  assert.is(check.title, 'not slower than main by more than 5 % (P50)');
  assert.equal(
    check.cells.map(({ cell, outcome }) => [cell, outcome]),
    [
      ['tcp.64B.c10', 'held'],
      ['tcp.1KiB.c10', 'crossed'],
    ],
  );
  const pooled = new Gate({ ...terms, isPooled: () => true }).look(
    interleaved([pairOf(1), pairOf(1, 10, 1024)]),
    1,
  );
  assert.equal(gateCheck(pooled, 'main').cells, []);
});

test.run();
