import type { Machine, ProcessUsage } from '../../contract/machine.js';
import type { Vitals } from '../../contract/measured.js';
import type { Clock } from '../../contract/host.js';
import { cpusOf } from '../../kernel/cpu-list.js';

interface Reading {
  readonly ns: number;
  readonly pids: readonly number[];
  readonly usage: ProcessUsage;
}

/** A peer with the processes that it was last seen to have. */
interface WatchedPeer {
  readonly pids: readonly number[];
  look(): Promise<readonly number[]>;
}

/** How busy a peer was that tells nothing of itself: what the system knows of its processes, between two looks. */
export class UsageWatch {
  readonly #machine: Pick<Machine, 'usage'>;
  readonly #clock: Pick<Clock, 'nowNs'>;
  readonly #peer: WatchedPeer;
  #start: Promise<Reading> | undefined;

  constructor(machine: Pick<Machine, 'usage'>, clock: Pick<Clock, 'nowNs'>, peer: WatchedPeer) {
    this.#machine = machine;
    this.#clock = clock;
    this.#peer = peer;
  }

  begin(): void {
    this.#start = this.#read(this.#peer.pids);
    // Whoever asks for the end is told.
    this.#start.catch(() => undefined);
  }

  /**
   * With the CPUs that it might use. Undefined where nothing is known of it, or not all: what a process that has ended meanwhile had
   * used nobody tells any more.
   */
  async end(): Promise<{ readonly vitals: Vitals; readonly cpus: string | null } | undefined> {
    const start = await this.#start;
    const end = await this.#read(await this.#peer.look());
    if (start === undefined || end.usage.processes === 0 || start.pids.some((pid) => !end.pids.includes(pid)))
      return undefined;
    const wallNs = end.ns - start.ns;
    const threads = Object.entries(end.usage.threadsNs).map(
      ([id, ns]) => ns - (start.usage.threadsNs[id] ?? 0),
    );
    const { cpus } = end.usage;
    const vitals: Vitals = {
      wallNs,
      userNs: end.usage.userNs - start.usage.userNs,
      systemNs: end.usage.systemNs - start.usage.systemNs,
      loopUtilisation: null,
      mainThreadCpu: null,
      busiestThread: threads.length === 0 ? null : Math.min(1, Math.max(0, ...threads) / wallNs),
      allottedCpus: cpus === null ? null : cpusOf(cpus).length,
      gcPauseNs: null,
      gcCount: null,
      peakRssBytes: end.usage.peakRssBytes,
      processes: end.usage.processes,
    };
    return { vitals, cpus };
  }

  async #read(pids: readonly number[]): Promise<Reading> {
    const ns = this.#clock.nowNs();
    return { ns, pids, usage: await this.#machine.usage(pids) };
  }
}
