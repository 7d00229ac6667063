import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { captured, documented } from './bpftrace-output.test.support.js';
import { parseOutput, printedLines } from './output.js';

test('reads what bpftrace 0.17 prints', () => {
  assert.equal(printedLines(captured), ['attached']);
  const { offCpu, returns, wakeUps, lostEvents } = parseOutput(captured);
  assert.is(offCpu.length, 3);
  assert.equal(offCpu[0], {
    mainThread: true,
    runnable: true,
    stack: ['__schedule', 'schedule', 'irqentry_exit_to_user_mode', 'asm_exc_page_fault'],
    ns: 56785,
  });
  assert.is(offCpu[1]?.stack[4], 'do_epoll_pwait.part.0');
  assert.equal(
    offCpu.map(({ mainThread, runnable, ns }) => [mainThread, runnable, ns]),
    [
      [true, true, 56785],
      [true, false, 2024325293],
      [false, false, 8172272056],
    ],
  );
  assert.is(returns, 280 + 426 + 734 + 929);
  assert.equal(wakeUps[0], { mainThread: true, latencyNs: 4500, count: 1 });
  assert.equal(wakeUps[3], { mainThread: false, latencyNs: 1300, count: 103 });
  assert.is(lostEvents, 0);
});

test('reads keys as later versions write them, and lost events', () => {
  assert.equal(parseOutput(documented), {
    offCpu: [{ mainThread: true, runnable: false, stack: ['__schedule', 'do_sys_poll'], ns: 12 }],
    returns: 0,
    wakeUps: [{ mainThread: true, latencyNs: 4500, count: 3 }],
    lostEvents: 7,
  });
});

test('a stack without names keeps its addresses, and one that is empty is empty', () => {
  const line = JSON.stringify({
    type: 'map',
    data: { '@off': { '0,0,\n  0xffffffff81\n': 5, '0,1,\n': 6 } },
  });
  assert.equal(
    parseOutput(line).offCpu.map(({ stack }) => stack),
    [['0xffffffff81'], []],
  );
});

test('output that was cut off anywhere gives a part of what it holds', () => {
  const whole = parseOutput(captured);
  fc.assert(
    fc.property(fc.nat(captured.length), (length) => {
      const part = parseOutput(captured.slice(0, length));
      assert.ok(part.offCpu.length === 0 || part.offCpu.length === whole.offCpu.length);
      assert.ok(part.wakeUps.length === 0 || part.wakeUps.length === whole.wakeUps.length);
    }),
  );
});

const name = fc.stringMatching(/^[a-z_][a-z0-9_.]{0,20}$/);
const stop = fc.record(
  {
    mainThread: fc.boolean(),
    runnable: fc.boolean(),
    stack: fc.array(name, { minLength: 1, maxLength: 16 }),
    ns: fc.nat(),
  },
  { noNullPrototype: true },
);

test('any stacks read the same', () => {
  fc.assert(
    fc.property(fc.uniqueArray(stop, { selector: (each) => JSON.stringify({ ...each, ns: 0 }) }), (stops) => {
      const entries = stops.map(({ mainThread, runnable, stack, ns }) => {
        const frames = stack.map((frame, depth) => `    ${frame}+${String(depth * 10)}\n`).join('');
        return [`${mainThread ? '1' : '0'},${runnable ? '1' : '0'},\n${frames}`, ns];
      });
      const line = JSON.stringify({ type: 'map', data: { '@off': Object.fromEntries(entries) as unknown } });
      assert.equal(parseOutput(line).offCpu, stops);
    }),
  );
});

test('any text and any JSON is read', () => {
  const text = fc.oneof(
    fc.string(),
    fc.json(),
    fc.json().map((data) => `{"type": "map", "data": {"@off": ${data}, "@wakeup": ${data}}}`),
    fc
      .dictionary(fc.string(), fc.double())
      .map((data) => JSON.stringify({ type: 'map', data: { '@off': data } })),
  );
  fc.assert(
    fc.property(fc.array(text), (lines) => {
      const { offCpu, returns, wakeUps } = parseOutput(lines.join('\n'));
      const numbers = [returns, ...offCpu.map(({ ns }) => ns), ...wakeUps.map(({ latencyNs }) => latencyNs)];
      assert.ok(numbers.every((value) => Number.isFinite(value) && value >= 0));
      printedLines(lines.join('\n'));
    }),
  );
});

test.run();
