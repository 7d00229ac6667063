import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { pointsFor } from './preset-points.js';
import { presetFiles } from './presets.js';

const preset = presetFiles().get('quick') ?? '';
const config = {
  size: ['64B', '64KiB'],
  include: [{ size: '1MiB', concurrency: 1 }],
  exclude: [
    { size: '64B', concurrency: 50 },
    { transport: 'rest', link: 'unix' },
  ],
};
const from = (file: string) => ({
  config,
  origins: new Map([
    ['include', file],
    ['exclude', file],
  ]),
});

test('points that a preset chose for its own axes go where one of these is given anew', () => {
  assert.equal(pointsFor(from(preset), { concurrency: [1, 10] }), {
    size: ['64B', '64KiB'],
    include: [],
    exclude: [{ transport: 'rest', link: 'unix' }],
  });
});

test('they stay where other keys are given, and those of a file of the user stay', () => {
  assert.equal(pointsFor(from(preset), { duration: '1s' }), config);
  assert.equal(pointsFor(from('/home/me/wiretax.config.yaml'), { concurrency: [1, 10] }), config);
});

test.run();
