import { sampleRow } from '@wiretax/core/testing';
import { explain } from '@wiretax/costs';
import { sectionsMarkdown, sectionsText } from '@wiretax/writing';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Explained } from './explained.js';
import { comparison } from './section.js';

function explained(): Explained {
  const found = explain(sampleRow(), sampleRow({ transport: 'grpc', cpuUs: [90, 90], p50Us: 200 }));
  if (found === undefined) throw new Error('there is nothing to explain');
  return {
    ...found,
    frames: [
      { frame: 'a\u001b[2J|b', aNs: 1000, bNs: 2000, interval: { low: 500, high: 1500, level: 0.95 } },
    ],
  };
}

test('the terminal gets plain words first, aligned tables, and no control character', () => {
  const text = sectionsText([comparison(explained()), comparison(explained())]);
  assert.match(text, /^grpc\.64B\.c10 has a P50 of 200 µs/);
  assert.match(text, /^ {2}all +42\.4 µs +180 µs +138 µs +100 %$/m);
  assert.match(text, 'a|b');
  assert.not.match(text, '\u001b');
  assert.ok(text.split('\n').every((line) => line.length <= 100 && line === line.trimEnd()));
});

test('markdown is escaped', () => {
  const text = sectionsMarkdown([comparison(explained())]);
  assert.match(text, /^## tcp\.64B\.c10 and grpc\.64B\.c10\n/);
  assert.match(text, '| a\\|b | 1.00 µs | 2.00 µs | 1.00 µs |');
});

test.run();
