import { sampleChecks } from '@wiretax/core/testing';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { checkLines } from './check-lines.js';

test('crossed checks come first, each with the cells that matter', () => {
  assert.equal(checkLines(sampleChecks()), [
    'threshold p99 of all cells < 5 ms: crossed in 1 of 2 cells',
    '  grpc.64B.c10: 8.01 ms (7.80 ms to 8.20 ms)',
    'gate P99 not slower by more than 3 %: Not known within the budget: 1.02 times as long (0.97 to 1.08).',
    'threshold throughput of tcp.* > 1,000/s: held in 1 cell',
  ]);
});

test('many cells are counted, and nothing of a stored file makes a line of its own', () => {
  const [check] = sampleChecks();
  const cells = Array.from({ length: 8 }, (_, index) => ({
    cell: `tcp.${String(index)}\nforged`,
    outcome: 'open' as const,
    statement: 'it has too few calls for this figure',
  }));
  const lines = checkLines(check === undefined ? [] : [{ ...check, outcome: 'open', cells }]);
  assert.is(lines.length, 7);
  assert.match(lines[0] ?? '', "can't be told in 8 of 8 cells");
  assert.is(lines.at(-1), '  and 3 more');
  assert.not.match(lines.join('\n'), /^forged/m);
});

test.run();
