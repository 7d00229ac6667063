import { blocksAllowed } from '@wiretax/core/record';
import { sampleManifest } from '@wiretax/core/testing';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { gated, mostBlocks } from './prepared.js';

test('a gate may have as many blocks as it looks at, whatever its config says', () => {
  const { experiment } = sampleManifest({ repetitions: 7, adaptive: { relativeWidth: 0.1 } });
  const asked = gated(experiment, 1000);
  assert.is(asked.repetitions, 4);
  // Further ones would be written and not read.
  assert.is(blocksAllowed(asked), mostBlocks);
});

test.run();
