import { seededRandom } from '@wiretax/core/run';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { closedWindow, logNormal, type Service } from './closed-window.test.support.js';
import { beyondNoise } from './noise.js';

const random = seededRandom(7);
const oneOf = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;

/** From a million calls a second to one. */
const medians = [1e3, 2e4, 1e5, 1e6, 1e7, 1e8, 1e9];
const shapes: readonly ((p50Ns: number) => Service)[] = [
  (p50Ns) => () => p50Ns,
  (p50Ns) => (draw) => (-p50Ns * Math.log(1 - draw())) / Math.LN2,
  ...[1.2, 2, 5, 20].map((ratio) => (p50Ns: number) => logNormal(p50Ns, ratio)),
];

/** Pauses as garbage collection and a scheduler make them: five a second, up to 30 ms long. */
function ordinary(windowNs: number): { startNs: number; lengthNs: number }[] {
  const places = Array.from({ length: Math.min(50, Math.round(windowNs / 2e8)) }, () => random() * windowNs);
  return places.sort((a, b) => a - b).map((startNs) => ({ startNs, lengthNs: 1e6 + random() * 29e6 }));
}

test('ordinary windows have none, from one call a second to a million', () => {
  const total = 600;
  let flagged = 0;
  for (let seed = 1; seed <= total; seed += 1) {
    const [p50Ns, clients] = [oneOf(medians), oneOf([1, 10, 50])];
    const calls = oneOf([100, 1000, 6000]);
    const service = oneOf(shapes)(p50Ns);
    const stalls = ordinary((calls / clients) * p50Ns);
    if (beyondNoise(closedWindow({ clients, calls, service, seed, stalls }), clients).length > 0)
      flagged += 1;
  }
  assert.ok(flagged <= 0.02 * total, `${String(flagged)} of ${String(total)}`);
});

test('a stall of 200 ms is found at its place, with its length', () => {
  for (let seed = 1; seed <= 100; seed += 1) {
    const [p50Ns, clients, ratio] = [oneOf([2e4, 1e5, 1e6]), oneOf([1, 10, 50]), oneOf([1.2, 2, 5])];
    const calls = Math.min(40_000, Math.round((1e9 * clients) / p50Ns));
    const startNs = 0.4 * p50Ns * (calls / clients);
    const stalls = [
      ...ordinary(startNs).filter(({ lengthNs, startNs: at }) => at + lengthNs < startNs),
      { startNs, lengthNs: 200e6 },
    ];
    const launch = closedWindow({ clients, calls, service: logNormal(p50Ns, ratio), seed, stalls });
    const found = beyondNoise(launch, clients);
    const label = `${String(p50Ns)} ns, ${String(clients)} clients, ratio ${String(ratio)}`;
    assert.is(found.length, 1, label);
    const [stall] = found;
    assert.ok(
      stall !== undefined && stall.startNs <= startNs && stall.startNs + stall.lengthNs >= startNs + 200e6,
      label,
    );
    assert.ok(stall.lengthNs <= 200e6 + 12 * p50Ns, label);
  }
});

test('too few calls tell nothing, and neither does a run of 0.1.0', () => {
  const stalls = [{ startNs: 3e6, lengthNs: 900e6 }];
  const shape = { clients: 1, service: () => 1e6, seed: 1, stalls };
  assert.is(beyondNoise(closedWindow({ ...shape, calls: 50 }), 1).length, 0);
  const launch = closedWindow({ ...shape, calls: 500 });
  assert.is(beyondNoise(launch, 1).length, 1);
  const { pauses, ...old } = launch;
  assert.ok(pauses !== undefined);
  assert.is(beyondNoise(old, 1).length, 0);
});

test.run();
