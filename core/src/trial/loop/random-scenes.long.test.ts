import fc from 'fast-check';
import { test } from 'uvu';
import { checkScene, scenes } from './random-scenes.test.support.js';

test('10,000 random scenes: no call lost or doubled, no slot freed twice, no line asleep', () => {
  fc.assert(fc.property(scenes, checkScene), { numRuns: 10_000 });
});

test.run();
