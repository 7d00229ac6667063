/**
 * What bpftrace 0.17 printed for this package's script on Linux 6.18, about a Node.js that read a file every
 * 20 ms; shortened to some entries of each map.
 */
export const captured = [
  String.raw`{"type": "attached_probes", "data": {"probes": 4}}`,
  String.raw`{"type": "printf", "data": "attached\n"}`,
  '',
  '',
  String.raw`{"type": "map", "data": {"@off": {"1,1,\n    __schedule+1560\n    schedule+35\n    irqentry_exit_to_user_mode+272\n    asm_exc_page_fault+34\n": 56785, "1,0,\n    __schedule+1560\n    schedule+35\n    schedule_hrtimeout_range_clock+203\n    do_epoll_wait+1352\n    do_epoll_pwait.part.0+14\n    __x64_sys_epoll_pwait+122\n    do_syscall_64+113\n    entry_SYSCALL_64_after_hwframe+118\n": 2024325293, "0,0,\n    __schedule+1560\n    schedule+35\n    futex_do_wait+70\n    __futex_wait+138\n    futex_wait+103\n    do_futex+253\n    __x64_sys_futex+274\n    do_syscall_64+113\n    entry_SYSCALL_64_after_hwframe+118\n": 8172272056}}}`,
  String.raw`{"type": "map", "data": {"@out": {"26417": 17983070566715, "26407": 17983070646417}}}`,
  String.raw`{"type": "map", "data": {"@ready": {"0": 2}}}`,
  String.raw`{"type": "map", "data": {"@runnable": {"26417": 0, "26407": 0}}}`,
  String.raw`{"type": "map", "data": {"@stack": {"26407": "\n        __schedule+1560\n        schedule+35\n        do_epoll_wait+1352\n"}}}`,
  String.raw`{"type": "map", "data": {"@switches": {"0,1": 280, "1,0": 426, "1,1": 734, "0,0": 929}}}`,
  String.raw`{"type": "map", "data": {"@wakeup": {"1,4500": 1, "0,31000": 1, "1,3400000": 1, "0,1300": 103}}}`,
  String.raw`{"type": "map", "data": {"@woken": {"26407": 17983090696901}}}`,
  '',
].join('\n');

/**
 * The same by bpftrace's documentation and sources (docs of JSON output; `(…)` around keys is how 0.22 and
 * later write tuples), as no such version was at hand.
 */
export const documented = [
  String.raw`{"type": "attached_probes", "data": {"probes": 4}}`,
  String.raw`{"type": "lost_events", "data": {"events": 7}}`,
  String.raw`{"type": "map", "data": {"@off": {"(1,0,\n    __schedule+0x618\n    do_sys_poll+0x48\n)": 12}}}`,
  String.raw`{"type": "map", "data": {"@wakeup": {"(1,4500)": 3}}}`,
].join('\n');

/** What bpftrace 0.17 wrote to standard error where it could not work. */
export const refused = {
  notRoot: 'ERROR: bpftrace currently only supports running as the root user.\n',
  noCapabilities: `ERROR: Unknown error -1: couldn't set RLIMIT_MEMLOCK for bpftrace. If your program is not loading, you can try "ulimit -l 8192" to fix the problem
ERROR: failed to create map: '@': Operation not permitted
ERROR: failed to create  map: Operation not permitted
Creation of the required BPF maps has failed.
Make sure you have all the required permissions and are not confined (e.g. like
snapcraft does). \`dmesg\` will likely have useful output for further troubleshooting
`,
  noTracefs: `stdin:1:1-30: ERROR: tracepoint not found: sched:sched_switch
tracepoint:sched:sched_switch { @=count(); } interval:ms:1 { exit(); }
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
`,
};
