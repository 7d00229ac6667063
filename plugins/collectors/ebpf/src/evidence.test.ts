import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { captured } from './bpftrace-output.test.support.js';
import { foldedStacks, metricsOf, notesOn } from './evidence.js';
import { parseOutput, type Observed, type WakeUps } from './output.js';
import { reasonFor } from './reasons.js';

const nothing: Observed = { offCpu: [], returns: 0, wakeUps: [], lostEvents: 0 };

function valuesOf(observed: Observed): Readonly<Record<string, number>> {
  return Object.fromEntries(metricsOf(observed).map(({ name, value }) => [name, value]));
}

test('times of all threads and of the main one, by reason', () => {
  assert.equal(valuesOf(parseOutput(captured)), {
    'off-cpu.time': 56785 + 2024325293 + 8172272056,
    'off-cpu.preempted': 56785,
    'off-cpu.event-wait': 2024325293,
    'off-cpu.futex': 8172272056,
    'off-cpu.count': 2369,
    'off-cpu.main-thread.time': 56785 + 2024325293,
    'off-cpu.main-thread.preempted': 56785,
    'off-cpu.main-thread.event-wait': 2024325293,
    'wake-up.count': 106,
    'wake-up.p50': 1300,
    'wake-up.main-thread.count': 2,
  });
});

test('reasons', () => {
  const reason = (...stack: string[]): string =>
    reasonFor({ runnable: false, stack: ['__schedule', 'schedule', ...stack] });
  assert.is(reason('schedule_hrtimeout_range_clock', 'do_epoll_wait', 'do_syscall_64'), 'event-wait');
  assert.is(reason('schedule_hrtimeout_range_clock', 'ep_poll'), 'event-wait');
  assert.is(reason('futex_wait_queue', 'futex_wait', 'do_futex'), 'futex');
  assert.is(reason('do_nanosleep', 'hrtimer_nanosleep'), 'sleep');
  assert.is(reason('schedule_timeout', 'wait_woken', 'sk_wait_data', 'tcp_recvmsg_locked'), 'socket');
  assert.is(reason('pipe_read', 'vfs_read'), 'pipe');
  assert.is(reason('anon_pipe_read', 'vfs_read'), 'pipe');
  assert.is(reason('io_schedule', 'folio_wait_bit_common', 'filemap_read'), 'disk');
  assert.is(reason('io_schedule', 'folio_wait_bit_common', 'filemap_fault', 'handle_mm_fault'), 'page-fault');
  assert.is(reason('rwsem_down_read_slowpath', 'down_read'), 'lock');
  assert.is(reason('kthread'), 'other');
  assert.is(reasonFor({ runnable: true, stack: ['do_epoll_wait'] }), 'preempted');
});

test('a percentile only where there were enough wake-ups', () => {
  const names = (count: number): readonly string[] =>
    Object.keys(valuesOf({ ...nothing, returns: 1, wakeUps: [{ mainThread: false, latencyNs: 5, count }] }));
  assert.ok(names(1000).includes('wake-up.p99'));
  assert.not(names(999).includes('wake-up.p99'));
  assert.ok(names(20).includes('wake-up.p50'));
  assert.not(names(19).includes('wake-up.p50'));
});

test('what the reader must know', () => {
  assert.match(notesOn(nothing).join(), 'no thread of this peer');
  const observed = parseOutput(captured);
  const notes = notesOn({ ...observed, lostEvents: 3 }).join('\n');
  assert.match(notes, 'of all threads');
  assert.match(notes, 'wake-up.p99 left out: 106 wake-ups are too few');
  assert.match(notes, 'lost 3 events');
  assert.not(notes.includes('kptr_restrict'));
  const unnamed = observed.offCpu.map((each) => ({ ...each, stack: ['0xffffffff8109'] }));
  assert.match(notesOn({ ...observed, offCpu: unnamed }).join(), 'kptr_restrict');
});

test('folded stacks, outermost first', () => {
  const [, , last] = foldedStacks(parseOutput(captured).offCpu).split('\n');
  assert.is(
    last,
    'other-threads;futex;entry_SYSCALL_64_after_hwframe;do_syscall_64;__x64_sys_futex;do_futex;futex_wait;__futex_wait;futex_do_wait;schedule;__schedule 8172272056',
  );
  assert.is(
    foldedStacks([{ mainThread: true, runnable: true, stack: ['a;b c'], ns: 1 }]),
    'main-thread;preempted;a_b_c 1\n',
  );
});

const wakeUps: fc.Arbitrary<readonly WakeUps[]> = fc.array(
  fc.record({ mainThread: fc.boolean(), latencyNs: fc.nat(), count: fc.integer({ min: 1, max: 40 }) }),
  { maxLength: 100 },
);

test('percentiles are those of the wake-ups written out', () => {
  fc.assert(
    fc.property(wakeUps, (given) => {
      const all = given
        .flatMap(({ latencyNs, count }) => Array<number>(count).fill(latencyNs))
        .sort((a, b) => a - b);
      const values = valuesOf({ ...nothing, wakeUps: given });
      assert.is(values['wake-up.count'], all.length);
      assert.is(values['wake-up.p50'], all.length < 20 ? undefined : all[Math.ceil(all.length * 0.5) - 1]);
      assert.is(values['wake-up.p99'], all.length < 1000 ? undefined : all[Math.ceil(all.length * 0.99) - 1]);
    }),
  );
});

test.run();
