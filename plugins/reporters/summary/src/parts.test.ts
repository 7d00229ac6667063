import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { lineOf, type Part } from './parts.js';

test('what yields first is shortened first, as far as it goes, and no more than is needed', () => {
  const parts: readonly Part[] = [
    { forms: ['quick'] },
    { forms: ['tcp, rest, grpc', '3 transports', ''], yields: 1 },
    { forms: ['64B, 4KiB', '2 sizes', ''], yields: 2 },
  ];
  const shown = (columns: number): string => lineOf(parts, columns);
  assert.is(shown(80), 'quick · tcp, rest, grpc · 64B, 4KiB');
  assert.is(shown(34), 'quick · tcp, rest, grpc · 2 sizes');
  assert.is(shown(30), 'quick · tcp, rest, grpc');
  assert.is(shown(20), 'quick · 3 transports');
  assert.is(shown(1), 'quick');
});

test.run();
