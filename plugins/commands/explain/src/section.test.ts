import { sampleRow } from '@wiretax/core/testing';
import { breakdown, explain } from '@wiretax/costs';
import { sectionsMarkdown, sectionsText } from '@wiretax/writing';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Explained } from './explained.js';
import { comparison, profile } from './section.js';

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

test('peers between client and server have a line and a column of their own', () => {
  const proxied = sampleRow({ between: ['proxy-1'] });
  const found = explain(sampleRow({ transport: 'grpc', cpuUs: [90, 90] }), proxied);
  const parts = breakdown(proxied);
  assert.ok(found && parts);
  const compared = sectionsText([comparison({ ...found, frames: [] })]);
  assert.match(compared, 'client, proxy-1 and server together');
  assert.match(compared, /^ {2}proxy-1 +30\.0 µs +0\.00 µs +-30\.0 µs$/m);
  const functions = [{ frame: 'relay', ns: { 'proxy-1': 3000 }, totalNs: 3000 }];
  const text = sectionsText([profile({ ...parts, functions })]);
  assert.match(text, /^ {2}proxy-1 +30\.0 µs +41 %$/m);
  assert.match(text, /^ {2}relay +0\.00 µs +3\.00 µs +0\.00 µs +4(\.1)? %$/m);
});

test('markdown is escaped', () => {
  const text = sectionsMarkdown([comparison(explained())]);
  assert.match(text, /^## tcp\.64B\.c10 and grpc\.64B\.c10\n/);
  assert.match(text, '| a\\|b | 1.00 µs | 2.00 µs | 1.00 µs |');
});

test.run();
