import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { globMatcher } from './glob.js';

const matches = (pattern: string, text: string): boolean => globMatcher(pattern)(text);

test('each * stands for any characters, all else for itself', () => {
  for (const [pattern, text] of [
    ['*', ''],
    ['*', 'tcp.64B.c1'],
    ['tcp.64B.c1', 'tcp.64B.c1'],
    ['tcp.*', 'tcp.'],
    ['*.c1', 'tcp.64B.c1'],
    ['t*64B*1', 'tcp.64B.c1'],
    ['a**b', 'ab'],
    ['a*a', 'aa'],
    ['*a*', 'a'],
    ['(x)[y]+.*', '(x)[y]+.z'],
  ] as const)
    assert.ok(matches(pattern, text), `${pattern} ${text}`);
  for (const [pattern, text] of [
    ['', 'a'],
    ['tcp', 'tcp.'],
    ['a*a', 'a'],
    ['ab*ba', 'aba'],
    ['*b*b*', 'abc'],
    ['tcp.', 'tcpx'],
    ['*a*bc', 'abc.c'],
  ] as const)
    assert.not.ok(matches(pattern, text), `${pattern} ${text}`);
});

test('it means what the same pattern means as a regular expression', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '.'), maxLength: 12 });
  const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '.', '*'), maxLength: 6 });
  fc.assert(
    fc.property(pattern, text, (glob, name) => {
      const same = new RegExp(`^${glob.replaceAll('.', '\\.').replaceAll('*', '.*')}$`).test(name);
      assert.is(matches(glob, name), same, `${glob} ${name}`);
    }),
    { seed: 1, numRuns: 5000 },
  );
});

test('many stars take no time', () => {
  const startMs = performance.now();
  assert.not.ok(matches(`${'*a'.repeat(40)}*b`, 'a'.repeat(100_000)));
  assert.not.ok(matches('*a*a*a*a*a*a*a*a*c', `${'a'.repeat(100_000)}b`));
  assert.ok(performance.now() - startMs < 1000);
});

test.run();
