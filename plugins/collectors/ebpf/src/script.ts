/**
 * What bpftrace runs; `$1` is the process. Maps have 1 as their first key for the main thread, whose id is
 * that of the process, else 0.
 *
 * `@off`: ns for which threads were off their CPU, by whether they could have run and by kernel stack.
 * `@wakeup`: how often it took this long from a wake-up to running, in ns with two significant digits.
 *
 * A thread is off its CPU from `sched_switch` to `sched_switch`. Its wake-up begins with `sched_waking`:
 * `sched_wakeup` comes only when another CPU has answered the interrupt for it. Stops that began before the
 * window or go on at its end are not known. The first and the last probe tell that those in between are there.
 */
export const script = `
interval:ms:10 /@ready[0] == 0/ { @ready[0] = 1; }

tracepoint:sched:sched_switch
{
  if (pid == $1) {
    @out[tid] = nsecs;
    @runnable[tid] = (args->prev_state & 0xff) == 0 ? 1 : 0;
    @stack[tid] = kstack(16);
  }
  $main = args->next_pid == $1 ? 1 : 0;
  $out = @out[args->next_pid];
  if ($out != 0) {
    @off[$main, @runnable[args->next_pid], @stack[args->next_pid]] = sum(nsecs - $out);
    @switches[$main, @runnable[args->next_pid]] = count();
    delete(@out[args->next_pid]);
  }
  $woken = @woken[args->next_pid];
  if ($woken != 0) {
    $ns = (uint64)(nsecs - $woken);
    $step = (uint64)1;
    if ($ns >= (uint64)100) { $step = (uint64)10; }
    if ($ns >= (uint64)1000) { $step = (uint64)100; }
    if ($ns >= (uint64)10000) { $step = (uint64)1000; }
    if ($ns >= (uint64)100000) { $step = (uint64)10000; }
    if ($ns >= (uint64)1000000) { $step = (uint64)100000; }
    if ($ns >= (uint64)10000000) { $step = (uint64)1000000; }
    if ($ns >= (uint64)100000000) { $step = (uint64)10000000; }
    if ($ns >= (uint64)1000000000) { $step = (uint64)100000000; }
    @wakeup[$main, $ns / $step * $step] = count();
    delete(@woken[args->next_pid]);
  }
}

tracepoint:sched:sched_waking /@out[args->pid] != 0 && @woken[args->pid] == 0/
{
  @woken[args->pid] = nsecs;
}

interval:ms:10 /@ready[0] == 1/ { @ready[0] = 2; printf("attached\\n"); }
`;

/** What the script prints when all of it is at work. */
export const attachedLine = 'attached';

/** Asks the kernel for the same things, and ends at once. */
export const trialScript = `
tracepoint:sched:sched_switch { @off[kstack(16)] = count(); }
tracepoint:sched:sched_waking { @woken[args->pid] = nsecs; }
interval:ms:1 { exit(); }
`;
