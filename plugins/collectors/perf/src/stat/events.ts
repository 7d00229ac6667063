/** Each pair is counted at the same instants, so that its ratio holds when there are too few counters for all. */
const hardwarePairs: readonly (readonly [string, string])[] = [
  ['cycles', 'instructions'],
  ['cache-references', 'cache-misses'],
  ['branches', 'branch-misses'],
];

const software = ['task-clock', 'context-switches', 'cpu-migrations', 'page-faults'];

/** Lists for perf's `-e`, best first: perf refuses groups of events that the machine doesn't have. */
export const counterLists: readonly string[] = [
  [...hardwarePairs.map((pair) => `{${pair.join(',')}}`), ...software].join(','),
  [...hardwarePairs.flat(), ...software].join(','),
];

export const allSystemCalls = 'raw_syscalls:sys_enter';

/** Tracepoint of a system call's entry, before its name. */
export const systemCallPrefix = 'syscalls:sys_enter_';

/** Where time goes in peers at work; each one makes the end of a window some 50 ms later. */
const worthANumber = (
  'futex read write readv writev sendto recvfrom sendmsg recvmsg epoll_wait epoll_pwait epoll_ctl ' +
  'sched_yield clock_nanosleep madvise mprotect'
).split(' ');

/** Tracepoints of system calls that the kernel has, given the names in tracefs's `events/syscalls`. */
export function systemCallList(traced: readonly string[]): string {
  const present = worthANumber.filter((name) => traced.includes(`sys_enter_${name}`));
  return [allSystemCalls, ...present.map((name) => systemCallPrefix + name)].join(',');
}
