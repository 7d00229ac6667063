/** Captured: `perf script --ns -F trace:tid,time,event,trace` of perf 6.1.187. */
export const script61 = `\
18051 16262.117499472:  raw_syscalls:sys_exit: NR 281 = 0
18051 16262.117510427: raw_syscalls:sys_enter: NR 257 (ffffff9c, 7ffc77071d78, 80000, 0, 0, 0)
18051 16262.117512234:  raw_syscalls:sys_exit: NR 257 = 18
18051 16262.117513297: raw_syscalls:sys_enter: NR 332 (12, 2dcdde4, 1000, fff, 7ffc77071d80, f)
18051 16262.117513637:  raw_syscalls:sys_exit: NR 332 = 0
18051 16262.117517255: raw_syscalls:sys_enter: NR 0 (12, 1a26eca0, 2000, 60, 0, ffffffffffffffff)
`;

/** Captured: `strace -c -f -p` of strace 6.1, without some of its lines. */
export const strace61 = `\
strace: Process 15433 attached with 7 threads
strace: Process 15433 detached
strace: Process 15436 detached
% time     seconds  usecs/call     calls    errors syscall
------ ----------- ----------- --------- --------- ----------------
 84.32    0.082063        3907        21         2 futex
  5.69    0.005540           1      3365           epoll_pwait
  3.97    0.003866           1      3492           read
  0.00    0.000004           2         2           write
------ ----------- ----------- --------- --------- ----------------
100.00    0.097327           8     12117         2 total
`;
