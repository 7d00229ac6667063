import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { mean, quantile, throughput } from './statistic.js';
import { syntheticLaunches } from './synthetic.js';
import { trendOverBlocks } from './trend.js';

const steady = syntheticLaunches({ launches: 5, calls: 1000, p50Ns: 1e5, launchNoise: 0.01, seed: 5 });

test('a rise of 5 % a block is found', () => {
  const rising = steady.map((launch, index) => ({
    ...launch,
    throughput: launch.throughput * 1.05 ** index,
  }));
  const trend = trendOverBlocks(rising, throughput);
  assert.ok(trend?.interval && trend.interval.low > 1.02 && trend.interval.high < 1.08);
  assert.is(trend.launches, 5);
});

test('no trend is claimed of a steady series in more than about 5 % of runs', () => {
  let claims = 0;
  for (let seed = 0; seed < 200; seed += 1) {
    const trend = trendOverBlocks(
      syntheticLaunches({ launches: 5, calls: 1000, p50Ns: 1e5, launchNoise: 0.02, seed }),
      mean(),
    );
    if (trend?.interval && (trend.interval.low > 1 || trend.interval.high < 1)) claims += 1;
  }
  assert.ok(claims <= 16, String(claims));
});

test('two blocks have a slope without an interval, one has none', () => {
  assert.is(trendOverBlocks(steady.slice(0, 2), throughput)?.interval, null);
  assert.is(trendOverBlocks(steady.slice(0, 1), throughput), null);
  assert.is(trendOverBlocks(steady, quantile(0.9999)), null);
});

test.run();
