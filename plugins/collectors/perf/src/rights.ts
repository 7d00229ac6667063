import type { Files, Host } from '@wiretax/core';

/** What this user may see through perf. */
export interface Rights {
  /** Has CAP_PERFMON or CAP_SYS_ADMIN: kernel.perf_event_paranoid doesn't bind it. */
  readonly privileged: boolean;
  /** kernel.perf_event_paranoid; undefined for a kernel without perf events. */
  readonly paranoid: number | undefined;
  /** Whether it may see what happens in the kernel: context switches and kernel frames. */
  readonly kernel: boolean;
  /** Whether /proc/kallsyms shows addresses, so that kernel frames get names. */
  readonly kernelSymbols: boolean;
}

const capabilityBits = { sysAdmin: 21n, syslog: 34n, perfmon: 38n };

export async function readRights({ files }: Pick<Host, 'files'>): Promise<Rights> {
  const status = await textOf(files, '/proc/self/status');
  const effective = BigInt(`0x${/^CapEff:\s*([0-9a-f]+)$/m.exec(status)?.[1] ?? '0'}`);
  const has = (bit: bigint): boolean => ((effective >> bit) & 1n) === 1n;
  const privileged = has(capabilityBits.perfmon) || has(capabilityBits.sysAdmin);
  const paranoid = await numberIn(files, '/proc/sys/kernel/perf_event_paranoid');
  const restrict = (await numberIn(files, '/proc/sys/kernel/kptr_restrict')) ?? 1;
  return {
    privileged,
    paranoid,
    kernel: privileged || (paranoid !== undefined && paranoid <= 1),
    // As the kernel's kallsyms_show_value has it.
    kernelSymbols:
      (restrict === 0 && paranoid !== undefined && paranoid <= 1) ||
      (restrict <= 1 && has(capabilityBits.syslog)),
  };
}

async function numberIn(files: Files, path: string): Promise<number | undefined> {
  const text = (await textOf(files, path)).trim();
  return /^-?\d+$/.test(text) ? Number(text) : undefined;
}

async function textOf(files: Files, path: string): Promise<string> {
  try {
    return await files.read(path);
  } catch {
    return '';
  }
}
