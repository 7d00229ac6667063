/** What /proc/<pid>/status says, see proc_pid_status(5). Switches are those of the main thread. */
export interface Status {
  readonly residentBytes: number;
  readonly threads: number;
  readonly voluntarySwitches: number;
  readonly involuntarySwitches: number;
}

/** Undefined if a figure is missing, as the memory of a process is that has ended and was not waited for. */
export function parseStatus(text: string): Status | undefined {
  const figure = (name: string): number => Number(new RegExp(`^${name}:\\s*(\\d+)`, 'm').exec(text)?.[1]);
  const status = {
    residentBytes: figure('VmRSS') * 1024,
    threads: figure('Threads'),
    voluntarySwitches: figure('voluntary_ctxt_switches'),
    involuntarySwitches: figure('nonvoluntary_ctxt_switches'),
  };
  return Object.values(status).some(Number.isNaN) ? undefined : status;
}
