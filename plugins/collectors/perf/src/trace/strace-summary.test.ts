import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parseStraceSummary } from './strace-summary.js';
import { strace61 } from './tracing-output.test.support.js';

test('reads the table of strace', () => {
  assert.equal(parseStraceSummary(strace61), [
    { name: 'futex', calls: 21, errors: 2, timeNs: 82_063_000 },
    { name: 'epoll_pwait', calls: 3365, errors: 0, timeNs: 5_540_000 },
    { name: 'read', calls: 3492, errors: 0, timeNs: 3_866_000 },
    { name: 'write', calls: 2, errors: 0, timeNs: 4000 },
  ]);
});

test('any text gives sound calls or none', () => {
  const mangled = fc
    .tuple(fc.constantFrom(...strace61.split('\n')), fc.nat(70), fc.string())
    .map(([line, at, other]) => line.slice(0, at) + other + line.slice(at));
  const binary = fc.uint8Array().map((bytes) => Buffer.from(bytes).toString());
  fc.assert(
    fc.property(fc.array(fc.oneof(mangled, binary)), (lines) => {
      const calls = parseStraceSummary(lines.join('\n'));
      assert.is(new Set(calls.map(({ name }) => name)).size, calls.length);
      for (const { name, timeNs } of calls) {
        assert.match(name, /^[a-z0-9]+(_[a-z0-9]+)*$/);
        assert.ok(Number.isFinite(timeNs) && timeNs >= 0);
      }
    }),
  );
});

test.run();
