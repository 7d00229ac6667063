/** A system call's entry or exit, as `perf script` writes it. */
export interface SystemCallEvent {
  readonly thread: number;
  /** ns of perf's clock. */
  readonly atNs: number;
  readonly number: number;
  /** Undefined for an entry. */
  readonly result: number | undefined;
}

/** For `perf script --ns -F`, which the parser reads. */
export const scriptFields = 'trace:tid,time,event,trace';

// 18051 16262.117499472:  raw_syscalls:sys_exit: NR 281 = 0
const line =
  /^\s*(\d+)\s+(\d+)\.(\d{9}):\s+raw_syscalls:sys_(?:enter:\s+NR (-?\d+) \(|exit:\s+NR (-?\d+) = (-?\d+)\s*$)/;

/** Undefined for any other line. */
export function parseSystemCallEvent(text: string): SystemCallEvent | undefined {
  const [, thread, seconds, ns, entered, left, result] = line.exec(text) ?? [];
  if (thread === undefined) return undefined;
  return {
    thread: Number(thread),
    atNs: Number(seconds) * 1e9 + Number(ns),
    number: Number(entered ?? left),
    result: result === undefined ? undefined : Number(result),
  };
}
