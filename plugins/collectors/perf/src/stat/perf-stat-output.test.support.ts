/** What `perf stat` writes, in several versions and locales. */

/** Captured: perf 6.1.187 with `-j`, in a virtual machine without hardware counters. */
export const perf61Virtual = `\
Events disabled
Events enabled
Events disabled
{"counter-value" : "<not supported>", "unit" : "", "event" : "cycles", "event-runtime" : 0, "pcnt-running" : 100.00, "metric-value" : 0.000000, "metric-unit" : ""}
{"counter-value" : "<not supported>", "unit" : "", "event" : "instructions", "event-runtime" : 0, "pcnt-running" : 100.00, "metric-value" : 0.000000, "metric-unit" : ""}
{"counter-value" : "60.402168", "unit" : "msec", "event" : "task-clock", "event-runtime" : 60402168, "pcnt-running" : 100.00, "metric-value" : 0.030571, "metric-unit" : "CPUs utilized"}
{"counter-value" : "1321.000000", "unit" : "", "event" : "context-switches", "event-runtime" : 60402168, "pcnt-running" : 100.00, "metric-value" : 21.870076, "metric-unit" : "K/sec"}
`;

/** Captured: perf 6.1.187 with `-C 0-1 -j --filter …`; the count of futex was set to 0 by hand. */
export const perf61OfCpus = `\
{"counter-value" : "6284.000000", "unit" : "", "event" : "raw_syscalls:sys_enter", "event-runtime" : 1973851117, "pcnt-running" : 100.00, "metric-value" : 0.000000, "metric-unit" : "(null)"}
{"counter-value" : "1747.000000", "unit" : "", "event" : "syscalls:sys_enter_read", "event-runtime" : 1973849254, "pcnt-running" : 100.00, "metric-value" : 0.000000, "metric-unit" : "(null)"}
{"counter-value" : "0.000000", "unit" : "", "event" : "syscalls:sys_enter_futex", "event-runtime" : 1973849381, "pcnt-running" : 100.00, "metric-value" : 0.000000, "metric-unit" : "(null)"}
`;

/** Captured: perf 6.1.187 with `-j` and LC_ALL=de_DE.UTF-8. What it writes there is not JSON. */
export const perf61German = `\
{"counter-value" : "58,204778", "unit" : "msec", "event" : "task-clock", "event-runtime" : 58204778, "pcnt-running" : 100,00, "metric-value" : 0,058493, "metric-unit" : "CPUs utilized"}
{"counter-value" : "1162,000000", "unit" : "", "event" : "context-switches", "event-runtime" : 58204778, "pcnt-running" : 100,00, "metric-value" : 19,963997, "metric-unit" : "K/sec"}
{"counter-value" : "<not supported>", "unit" : "", "event" : "cycles", "event-runtime" : 0, "pcnt-running" : 100,00, "metric-value" : 0,000000, "metric-unit" : ""}
`;

/** Captured: perf 6.1.187 with `-x ;`, as perf from 5.9 to 5.19 is asked to write. */
export const separated = `\
35.69;msec;task-clock;35689437;100.00;0.036;CPUs utilized
936;;context-switches;35689437;100.00;26.226;K/sec
<not supported>;;cycles;0;100.00;;
6255;;raw_syscalls:sys_enter;35689437;100.00;175.262;K/sec
`;

/** Captured: the same with LC_ALL=de_DE.UTF-8. */
export const separatedGerman = `\
57,43;msec;task-clock;57434793;100,00;0;CPUs utilized
1499;;context-switches;57434793;100,00;26;K/sec
<not supported>;;cycles;0;100,00;;
`;

/** Captured: perf 6.1.187 run by a user with kernel.perf_event_paranoid at 2. */
export const perf61User = `\
{"counter-value" : "0.487602", "unit" : "msec", "event" : "task-clock:u", "event-runtime" : 487602, "pcnt-running" : 100.00, "metric-value" : 0.002364, "metric-unit" : "CPUs utilized"}
{"counter-value" : "0.000000", "unit" : "", "event" : "context-switches:u", "event-runtime" : 487602, "pcnt-running" : 100.00, "metric-value" : 0.000000, "metric-unit" : "/sec"}
{"counter-value" : "55.000000", "unit" : "", "event" : "page-faults:u", "event-runtime" : 487602, "pcnt-running" : 100.00, "metric-value" : 112.796912, "metric-unit" : "K/sec"}
`;

/**
 * Written by hand, not captured: hardware counters as tools/perf/Documentation/perf-stat.txt and the source of
 * perf 6.1 describe them, with more events than counters. A metric that isn't a number is written as `nan`.
 */
export const perf61Multiplexed = `\
{"counter-value" : "4000000.000000", "unit" : "", "event" : "cycles", "event-runtime" : 7500000, "pcnt-running" : 75.00, "metric-value" : nan, "metric-unit" : "GHz"}
{"counter-value" : "6000000.000000", "unit" : "", "event" : "instructions", "event-runtime" : 7500000, "pcnt-running" : 75.00, "metric-value" : 1.500000, "metric-unit" : "insn per cycle"}
{"counter-value" : "<not counted>", "unit" : "", "event" : "cache-misses", "event-runtime" : 0, "pcnt-running" : 0.00, "metric-value" : 0.000000, "metric-unit" : ""}
{"counter-value" : "70000.000000", "unit" : "", "event" : "branches", "event-runtime" : 10000000, "pcnt-running" : 100.00, "metric-value" : 7.000000, "metric-unit" : "M/sec"}
`;

/**
 * Written by hand, not captured: perf 6.12 by its source. Metrics are strings there, and metrics of their own
 * have lines without a counter.
 */
export const perf612 = `\
{"counter-value" : "4000000.000000", "unit" : "", "event" : "cycles:u", "event-runtime" : 10000000, "pcnt-running" : 100.00, "metric-value" : "0.400000", "metric-unit" : "GHz"}
{"counter-value" : "6000000.000000", "unit" : "", "event" : "instructions:u", "event-runtime" : 10000000, "pcnt-running" : 100.00, "metric-value" : "1.500000", "metric-unit" : "insn per cycle"}
{"metric-value" : "0.100000", "metric-unit" : "stalled cycles per insn", "metric-threshold" : "good"}
`;

/** Written by hand, not captured: perf 6.6 on a machine with two types of cores, by its source. */
export const perf66Hybrid = `\
{"counter-value" : "1000.000000", "unit" : "", "event" : "cpu_core/cycles/", "event-runtime" : 750, "pcnt-running" : 75.00, "metric-value" : "0.000000", "metric-unit" : "GHz"}
{"counter-value" : "400.000000", "unit" : "", "event" : "cpu_atom/cycles/u", "event-runtime" : 250, "pcnt-running" : 25.00, "metric-value" : "0.000000", "metric-unit" : "GHz"}
`;
