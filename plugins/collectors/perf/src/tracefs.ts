import type { Host } from '@wiretax/core';
import type { Missing } from './perf.js';
import type { Rights } from './rights.js';

const readable = 'mount -o remount,mode=755 -t tracefs nodev /sys/kernel/tracing';

const roots = ['/sys/kernel/tracing', '/sys/kernel/debug/tracing'];

/** Names in `events/syscalls`, such as `sys_enter_read`, or why system calls can't be traced. */
export async function tracedSystemCalls(
  { files }: Pick<Host, 'files'>,
  { kernel, paranoid }: Rights,
): Promise<readonly string[] | Missing> {
  if (!kernel) {
    return {
      missing: `perf may not trace system calls: kernel.perf_event_paranoid is ${String(paranoid)}`,
      remedy: `sysctl -w kernel.perf_event_paranoid=1 and ${readable}, or run as root`,
    };
  }
  for (const root of roots) {
    if (await files.exists(`${root}/events/raw_syscalls/sys_enter/id`)) {
      return files.list(`${root}/events/syscalls`);
    }
  }
  return {
    missing: 'the tracepoints of system calls can’t be read in /sys/kernel/tracing',
    remedy: `${readable}, or run as root`,
  };
}
