import { testCollector } from '@wiretax/conformance/collector';
import { testFlow } from '@wiretax/conformance/flow';
import { testLink } from '@wiretax/conformance/link';
import { testLoad } from '@wiretax/conformance/load';
import { testLauncher } from '@wiretax/conformance/launcher';
import { testTopology } from '@wiretax/conformance/topology';
import { testTransport } from '@wiretax/conformance/transport';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import apart from '../guide/apart.js';
import eight from '../guide/eight.js';
import h2 from '../guide/h2.js';
import inside from '../guide/inside.js';
import limit from '../guide/limit.js';
import pulse from '../guide/pulse.js';
import relay from '../guide/relay.js';
import switches from '../guide/switches.js';
import { listBehind } from './guide.js';

testCollector({ test, plugin: switches, name: 'switches' });
testLink({ test, plugin: apart, name: 'apart' });
testTopology({ test, plugin: relay, name: 'relay' });
if (process.getuid?.() === 0)
  testLauncher({ test, plugin: inside, name: 'inside', options: { pid: process.pid, address: '127.0.0.1' } });
testFlow({ test, plugin: limit, name: 'limit', options: { places: 4 }, maxInFlight: 4 });

const leftOutOfTransport = leavingOut(listBehind('What the small transport leaves out'));
testTransport({ test: leftOutOfTransport.test, plugin: h2, name: 'h2' });
testFlow({ test, plugin: eight, name: 'eight', maxInFlight: 8 });
testLoad({ test, plugin: pulse, name: 'pulse' });

test('the guide names cases that there are', () => {
  assert.equal(leftOutOfTransport.missing(), []);
});

/** Registers all cases but these. */
function leavingOut(names: readonly string[]) {
  const seen = new Set<string>();
  return {
    test: (title: string, run: () => Promise<void>): void => {
      const name = title.slice(title.indexOf(': ') + 2);
      seen.add(name);
      if (!names.includes(name)) test(title, run);
    },
    missing: () => names.filter((name) => !seen.has(name)),
  };
}

test.run();
