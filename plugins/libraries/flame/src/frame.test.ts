import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { frameOf } from './frame.js';
import { javaScriptFrame, shortLocation } from './javascript-frame.js';

const nameOf = (text: string, kernelAddress = false): string => frameOf(text, kernelAddress).name;

test('names what V8’s perf map names', () => {
  const map = '(/tmp/perf-4711.map)';
  assert.equal(frameOf(`JS:*addRequest node:_http_agent:230:49 ${map}`, false), {
    name: 'addRequest node:_http_agent:230_[j]',
    tier: 'optimised',
  });
  assert.is(
    nameOf(`LazyCompile:~push file:///home/a/node_modules/x/dist/y.js:4:19 ${map}`),
    'push x/dist/y.js:4_[j]',
  );
  assert.is(nameOf(`JS:^ /srv/a b/c.js:2:81 ${map}`), '(anonymous) srv/a b/c.js:2_[j]');
  assert.is(nameOf(`Function:get size file:///a.js:1:1 ${map}`), 'get size a.js:1_[j]');
  assert.is(nameOf(`RegExp:^(?:a (b)|;c)$ ${map}`), 'RegExp:^(?:a (b)|,c)$_[j]');
  assert.is(nameOf(`Builtin:JsonParse ${map}`), 'Builtins_JsonParse');
  assert.is(nameOf(`BytecodeHandler:LdaZero ${map}`), 'Builtins_LdaZeroHandler');
  assert.is(nameOf(`[unknown] ${map}`), '[unknown]_[j]');
  assert.is(nameOf('[unknown] (/memfd:v8 (deleted))'), '[unknown]_[j]');
});

test('names native and kernel functions', () => {
  assert.is(nameOf('v8::internal::Heap::Scavenge (/usr/bin/node)'), 'v8::internal::Heap::Scavenge');
  assert.is(nameOf('f(int (*)(long)) (/usr/bin/a (b))'), 'f(int (*)(long)) (/usr/bin/a');
  assert.is(nameOf('cfree@GLIBC_2.2.5 (/usr/lib/libc.so.6)'), 'cfree');
  assert.is(nameOf('tcp_sendmsg ([kernel.kallsyms])', true), 'tcp_sendmsg_[k]');
  assert.is(nameOf('nf_hook ([nf_tables])'), 'nf_hook_[k]');
  assert.is(nameOf('[unknown] ([unknown])', true), '[kernel]_[k]');
  assert.is(nameOf('[unknown] ([unknown])'), '[unknown]');
  assert.is(nameOf('__vdso_clock_gettime ([vdso])'), '__vdso_clock_gettime');
  assert.is(nameOf('a;b\u0007 (x)'), 'a,b');
  assert.is(nameOf(`${'x'.repeat(5000)} (y)`).length, 200);
});

test('tells how a function ran', () => {
  const tiers = ['*', '+', '^', '~', ''].map((mark) => javaScriptFrame(`JS:${mark}f a.js:1:1`)?.tier);
  assert.equal(tiers, ['optimised', 'mid-tier', 'baseline', 'interpreted', 'optimised']);
  assert.is(javaScriptFrame('v8::Function::Call'), undefined);
});

test('shortens locations', () => {
  assert.is(shortLocation('node:internal/timers:438:3'), 'node:internal/timers:438');
  assert.is(
    shortLocation('file:///home/me/work/core/dist/peer/driver.js:9:1'),
    'work/core/dist/peer/driver.js:9',
  );
  assert.is(shortLocation('/a/node_modules/b/node_modules/@c/d/build/src/e.js:7'), '@c/d/build/src/e.js:7');
  assert.is(shortLocation('C:\\a\\b\\c\\d\\e.js:1:2'), 'b/c/d/e.js:1');
});

test.run();
