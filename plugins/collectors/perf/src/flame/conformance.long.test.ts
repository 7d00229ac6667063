import { testCollector } from '@wiretax/conformance/collector';
import { nodeHost } from '@wiretax/core/run';
import { test } from 'uvu';
import plugin from '../index.js';
import { flamegraph } from './collector.js';

const availability = await flamegraph.probe(nodeHost());
if (!availability.available) console.log(`SKIPPED: most cases of flamegraph, as ${availability.missing}`);

testCollector({ test, plugin, name: 'flamegraph', requireTool: false });
testCollector({ test, plugin, name: 'cpu-profile' });

test.run();
