import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { interference, vitals } from '../../testing/scripted-peer.js';
import { pooledVitals } from './pooled-vitals.js';

test('times add up and shares weigh by time', () => {
  const long = vitals({
    wallNs: 3e9,
    userNs: 2e9,
    loopUtilisation: 0.8,
    mainThreadCpu: 0.8,
    gcCount: 1,
    peakRssBytes: 9,
    interference: interference({ mainWaitNs: 5, stillNs: 3e7, longestStillNs: 3e7 }),
  });
  const short = vitals({
    wallNs: 1e9,
    userNs: 1e8,
    loopUtilisation: 0.4,
    mainThreadCpu: 0.4,
    peakRssBytes: 7,
    interference: interference({ mainWaitNs: 7, stillNs: 2e7, longestStillNs: 2e7, throttledNs: null }),
  });
  const both = pooledVitals([long, short]);
  assert.equal([both?.wallNs, both?.userNs, both?.gcCount, both?.peakRssBytes], [4e9, 2.1e9, 1, 9]);
  assert.ok(Math.abs((both?.loopUtilisation ?? 0) - 0.7) < 1e-12);
  assert.ok(Math.abs((both?.mainThreadCpu ?? 0) - 0.7) < 1e-12);
  const { mainWaitNs, stillNs, longestStillNs, throttledNs } = both?.interference ?? interference();
  assert.equal([mainWaitNs, stillNs, longestStillNs, throttledNs], [12, 5e7, 3e7, null]);
});

test('what not all windows tell is left out', () => {
  assert.is(pooledVitals([]), null);
  const both = pooledVitals([vitals({ mainThreadCpu: null }), vitals({ interference: interference() })]);
  assert.is(both?.mainThreadCpu, null);
  assert.is(both?.interference, undefined);
});

test.run();
