import type { Endpoint } from '../../contract/endpoint.js';
import type { PeerInfo } from '../../contract/lifecycle.js';
import type { PeerRecord } from '../../contract/peer.js';
import type { WiretaxError } from '../../kernel/errors.js';
import { cpusOf } from '../../kernel/cpu-list.js';
import { PeerProcess } from '../peer/peer-process.js';
import { CommandPeer } from './command-peer.js';
import type { Place } from './place.js';
import { targetProcesses } from './target.js';
import type { CastSpec } from './specs.js';

/** A peer of a cast: what it is to be, and what has come of it. */
export class CastPeer {
  readonly spec: CastSpec;
  readonly place: Place;
  /** Its own folder on its machine, once it has one. */
  folder: string | undefined;
  /** Where it listens, as far as that is known. */
  endpoint: Endpoint | undefined;
  /** Whether it is a target on a machine of which nothing is known. */
  isElsewhere = false;
  /** Undefined before it was started, for a target, and for one that lives in another's process. */
  process: PeerProcess | CommandPeer | undefined;
  /** Those of a target's processes that listen. */
  listeners: readonly number[] = [];
  /** Its processes, the first of them that which was started; of a target one that listens. */
  pids: readonly number[] = [];
  /** The CPUs that it might use in its last window, as the kernel lists them; null where that isn't known. */
  cpus: string | null = null;

  constructor(spec: CastSpec, place: Place) {
    this.spec = spec;
    this.place = place;
  }

  get name(): string {
    return this.spec.name;
  }

  /** The process, if it is one of core's. */
  get ours(): PeerProcess | undefined {
    return this.process instanceof PeerProcess ? this.process : undefined;
  }

  /** Whether nothing but the system tells of it. */
  get isForeign(): boolean {
    return this.spec.run.kind !== 'ours';
  }

  /** Whether instants that the other tells can be compared with its own. */
  sharesClockWith({ isElsewhere, place }: CastPeer): boolean {
    if (isElsewhere) return false;
    const { clockDomain } = this.place.record;
    return place === this.place || (clockDomain !== null && clockDomain === place.record.clockDomain);
  }

  /** Looks again which processes it has. */
  async look(): Promise<readonly number[]> {
    const { process } = this;
    if (process instanceof CommandPeer) this.pids = await this.place.machine.processes(process.pid);
    else if (process !== undefined) this.pids = [process.pid];
    else if (this.spec.run.kind === 'target')
      this.pids = await targetProcesses(this.place.machine, this.listeners);
    return this.pids;
  }

  /** As hooks and collectors see it; undefined without a process. */
  get info(): PeerInfo | undefined {
    const [pid] = this.pids;
    if (pid === undefined) return undefined;
    const { name, half, run } = this.spec;
    return { name, half, run: run.kind, pid, pids: this.pids, host: this.place.machine };
  }

  get record(): PeerRecord {
    const { name, half, run, machine, calls = [] } = this.spec;
    return {
      name,
      half,
      run: run.kind,
      machine,
      calls,
      ...(this.cpus === null ? {} : { cpus: cpusOf(this.cpus) }),
      ...(this.process instanceof CommandPeer ? { command: this.process.argv } : {}),
      ...(this.endpoint === undefined ? {} : { endpoint: this.endpoint }),
    };
  }

  /** Ends it and removes its folder. Resolves when it has gone, with what went wrong. */
  async stop(): Promise<WiretaxError | undefined> {
    try {
      return await this.process?.stop();
    } finally {
      if (this.folder !== undefined) await this.place.removeFolder(this.folder);
    }
  }
}
