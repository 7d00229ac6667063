/** Null or empty where the system doesn't tell. */
export interface MachineFacts {
  readonly node: string;
  readonly v8: string;
  readonly execArgv: readonly string[];
  readonly platform: string;
  readonly architecture: string;
  readonly kernel: string;
  readonly cpuModel: string | null;
  readonly logicalCpus: number;
  readonly smt: boolean | null;
  readonly governor: string | null;
  readonly turbo: boolean | null;
  /** What the kernel reads clocks from; runs of Wiretax 0.1.0 don't tell. */
  readonly clockSource?: string | null;
  readonly mitigations: Readonly<Record<string, string>>;
  readonly virtualisation: string | null;
  readonly stealShare: number | null;
  readonly perfEventParanoid: number | null;
  readonly openFilesLimit: number | null;
  readonly memoryBytes: number | null;
  readonly gitCommit: string | null;
}
