import type { Files, Host } from '@wiretax/core';
import { trialScript } from './script.js';

/** What is missing, and how to get it. */
export interface Missing {
  readonly missing: string;
  readonly remedy: string;
}

const orWithout = 'or leave it out with --collect none';
const trialLimitMs = 20_000;
const tracefs = ['/sys/kernel/tracing', '/sys/kernel/debug/tracing'];

/** What keeps bpftrace from working here, as far as it shows without loading a program; undefined if nothing does. */
export async function missingHere(host: Host): Promise<Missing | undefined> {
  if (host.platform !== 'linux') {
    return { missing: 'bpftrace runs on Linux only', remedy: `run on Linux, ${orWithout}` };
  }
  return (
    (await missingTool(host)) ?? (await missingRights(host.files)) ?? (await missingTracepoints(host.files))
  );
}

/** What the kernel refuses when a program like ours is loaded into it for a moment. */
export async function refusedByKernel(host: Host): Promise<Missing | undefined> {
  try {
    const { code, stdout, stderr } = await host.run('bpftrace', ['-f', 'json', '-e', trialScript], {
      timeoutMs: trialLimitMs,
    });
    return code === 0 ? undefined : refusal(stderr + stdout);
  } catch (thrown) {
    return refusal(thrown instanceof Error ? thrown.message : String(thrown));
  }
}

/** What bpftrace is short of, from what it says when it fails. */
export function refusal(said: string): Missing {
  const quoted = complaint(said);
  const found = refusals.find(([pattern]) => pattern.test(quoted));
  const [, missing, remedy] = found ?? [
    undefined,
    'bpftrace can’t trace the scheduler here',
    'see https://github.com/bpftrace/bpftrace for the kernel that it wants',
  ];
  return {
    missing: quoted === '' ? missing : `${missing} (it says: ${quoted})`,
    remedy: `${remedy}, ${orWithout}`,
  };
}

const refusals: readonly (readonly [RegExp, string, string])[] = [
  [
    /only supports running as the root user|must be root|needs root/i,
    'bpftrace wants root',
    'run wiretax as root',
  ],
  [
    /tracepoint not found|tracefs|No such file or directory.*(?:tracing|events)|debugfs/i,
    'bpftrace finds no tracepoints of the scheduler',
    'mount -t tracefs tracefs /sys/kernel/tracing, or use a kernel with CONFIG_FTRACE and CONFIG_BPF_EVENTS',
  ],
  [
    /lockdown|Operation not permitted|Permission denied/i,
    'the kernel lets bpftrace load no program',
    'run as root with CAP_BPF and CAP_PERFMON, outside of containers, and with kernel lockdown off',
  ],
  [/BTF|vmlinux/i, 'bpftrace wants the kernel’s types', 'use a kernel with CONFIG_DEBUG_INFO_BTF'],
  [/memlock/i, 'bpftrace may lock too little memory', 'ulimit -l unlimited'],
];

/** Its errors on one line, without warnings and the program that they quote. */
function complaint(said: string): string {
  const lines = said
    .split('\n')
    .filter((line) => /error|ERROR|fail|not permitted|denied|only supports/.test(line));
  // Said by some versions in any case, also where all goes well.
  const grave = lines.filter((line) => !line.includes("couldn't set RLIMIT_MEMLOCK"));
  return (grave.length > 0 ? grave : lines).join(' ').trim().slice(0, 300);
}

async function missingTool(host: Host): Promise<Missing | undefined> {
  try {
    await host.run('bpftrace', ['--version'], { timeoutMs: trialLimitMs });
    return undefined;
  } catch {
    return { missing: 'bpftrace is not installed', remedy: `apt-get install bpftrace, ${orWithout}` };
  }
}

/** bpftrace itself looks at the user id; in containers root may lack the capabilities. */
async function missingRights(files: Pick<Files, 'read'>): Promise<Missing | undefined> {
  const status = await files.read('/proc/self/status').catch(() => '');
  const user = /^Uid:\s+\d+\s+(\d+)/m.exec(status)?.[1];
  if (user !== undefined && user !== '0') {
    return {
      missing: `bpftrace wants root, and the user id is ${user}`,
      remedy: `run wiretax as root, ${orWithout}`,
    };
  }
  const effective = BigInt(`0x${/^CapEff:\s*([0-9a-f]+)$/m.exec(status)?.[1] ?? 'ffffffffffffffff'}`);
  const has = (bit: bigint): boolean => ((effective >> bit) & 1n) === 1n;
  const [sysAdmin, perfmon, bpf] = [21n, 38n, 39n];
  if (has(sysAdmin) || (has(bpf) && has(perfmon))) return undefined;
  return {
    missing: 'root lacks CAP_BPF and CAP_PERFMON (or CAP_SYS_ADMIN) here',
    remedy: `start the container with --privileged, or run outside of it, ${orWithout}`,
  };
}

async function missingTracepoints(files: Pick<Files, 'exists'>): Promise<Missing | undefined> {
  for (const root of tracefs) {
    if (await files.exists(`${root}/events/sched/sched_waking/id`)) return undefined;
    if (await files.exists(`${root}/events`)) {
      return {
        missing: 'this kernel has no tracepoint sched:sched_waking',
        remedy: `use Linux 4.7 or later with CONFIG_FTRACE and CONFIG_BPF_EVENTS, ${orWithout}`,
      };
    }
  }
  return {
    missing: 'tracefs is not mounted: there is no /sys/kernel/tracing/events',
    remedy: `mount -t tracefs tracefs /sys/kernel/tracing, ${orWithout}`,
  };
}
