import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Folded, ScriptFolder } from './fold.js';
import { foldedText, parseFolded, samplesIn } from './folded.js';

// perf 6.1, `perf script -F comm,pid,tid,ip,sym,dso --no-inline` of a Node.js 20 with --perf-basic-prof.
const script = `node 22181/22181 
\tffffffff81a3d7c4 tcp_sendmsg_locked ([kernel.kallsyms])
\tffffffff81a3e5b2 tcp_sendmsg ([kernel.kallsyms])
\t          10dfe0 __GI___libc_write (/usr/lib/x86_64-linux-gnu/libc.so.6)
\t         14d1546 Builtins_CallApiCallback (/usr/bin/node)
\t    7fe662909de6 JS:*clearBuffer node:internal/streams/writable:744:21 (/tmp/perf-22181.map)
\t          7bb12b node::InternalMakeCallback (/usr/bin/node)

V8 Worker 1 22181/22184 
\t          e0a7f3 v8::internal::Scavenger::ScavengeObject (/usr/bin/node)

node 22181/22181 
\tffffffff81a3d7c4 tcp_sendmsg_locked ([kernel.kallsyms])
\tffffffff81a3e5b2 tcp_sendmsg ([kernel.kallsyms])
\t          10dfe0 __GI___libc_write (/usr/lib/x86_64-linux-gnu/libc.so.6)
\t         14d1547 Builtins_CallApiCallback (/usr/bin/node)
\t    7fe662909de9 JS:~clearBuffer node:internal/streams/writable:744:21 (/tmp/perf-22181.map)
\t          7bb12b node::InternalMakeCallback (/usr/bin/node)

`;

function fold(...chunks: readonly string[]): Folded {
  const folder = new ScriptFolder();
  for (const chunk of chunks) folder.push(chunk);
  return folder.end();
}

const written =
  'node;node::InternalMakeCallback;clearBuffer node:internal/streams/writable:744_[j];Builtins_CallApiCallback;' +
  '__GI___libc_write;tcp_sendmsg_[k];tcp_sendmsg_locked_[k]';

test('folds stacks, outermost first, whatever tier a function ran in', () => {
  const { stacks, samples, tiers, strayLines, torn } = fold(script);
  assert.equal(
    stacks,
    new Map([
      [written, 2],
      ['V8 Worker 1;v8::internal::Scavenger::ScavengeObject', 1],
    ]),
  );
  assert.is(samples, 3);
  assert.equal(tiers, { optimised: 1, 'mid-tier': 0, baseline: 0, interpreted: 1 });
  assert.is(strayLines, 0);
  assert.not(torn);
});

test('chunks may end anywhere', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(script.length)), (cuts) => {
      const ends = [0, ...cuts.sort((a, b) => a - b), script.length];
      const chunks = ends.slice(1).map((end, index) => script.slice(ends[index], end));
      assert.equal(fold(...chunks), fold(script));
    }),
  );
});

test('a torn end costs the last sample only', () => {
  const { samples, torn } = fold(script.slice(0, -30));
  assert.is(samples, 2);
  assert.ok(torn);
});

test('warnings and comments between samples are counted, not read', () => {
  const { stacks, strayLines } = fold(
    '# captured on: today\nProcessed 12 events and lost 3 chunks!\n',
    script,
  );
  assert.equal(stacks, fold(script).stacks);
  assert.is(strayLines, 2);
});

test('samples without frames, and with one on the line of their thread', () => {
  const { stacks } = fold('node 1/1 \n\nswapper 0/0   ffffffff81e2 native_safe_halt ([kernel.kallsyms])\n');
  assert.equal(
    stacks,
    new Map([
      ['node;[unknown]', 1],
      ['swapper;native_safe_halt_[k]', 1],
    ]),
  );
});

test('a kernel that hides its functions is one frame', () => {
  const hidden = '\tffffffff81a3d7c4 [unknown] ([unknown])\n';
  const { stacks } = fold(`node 1/1 \n${hidden}${hidden}${hidden}\t  4005 main (/bin/a)\n\n`);
  assert.equal(stacks, new Map([['node;main;[kernel]_[k]', 1]]));
});

test('a line without end is dropped, and what follows is read', () => {
  const endless = 'x'.repeat(50_000);
  const { samples, strayLines } = fold(endless, endless, endless, '\n', script);
  assert.is(samples, 3);
  assert.is(strayLines, 1);
});

test('any text folds to stacks that can be written and read again', () => {
  const lines = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('\n', '\t', ' (', ';', 'node 1/1 \n', '\tffff 0 a (b)\n', '\t1f  (', '\u2028'),
    fc.constantFrom(...script.split('\n').map((line) => `${line}\n`)),
  );
  fc.assert(
    fc.property(fc.array(lines, { maxLength: 60 }), (parts) => {
      const { stacks, samples } = fold(...parts);
      assert.is(samplesIn(stacks), samples);
      assert.equal(new Map([...parseFolded(foldedText(stacks))].sort()), new Map([...stacks].sort()));
    }),
    { numRuns: 2000 },
  );
});

test('memory grows with distinct stacks only', () => {
  const folder = new ScriptFolder();
  for (let time = 0; time < 20_000; time += 1) folder.push(script);
  const { stacks, samples } = folder.end();
  assert.is(samples, 60_000);
  assert.is(stacks.size, 2);
});

test('lines of folded stacks that are none are left out', () => {
  assert.equal(parseFolded('a;b 2\nnonsense\na;b 1\n;x y\n\n c 1e3\n'), new Map([['a;b', 3]]));
});

test.run();
