import type { Host } from '../../contract/host.js';
import { WiretaxError } from '../../kernel/errors.js';
import type { Progress, Role } from '../peer/messages.js';
import type { PeerProcess } from '../peer/peer-process.js';
import { launch } from './peers.js';

/** What a peer may take to answer beyond the time that its work takes. */
export const graceMs = 10_000;
/** The same where plugins are called, each of which has 30 s for it. */
export const pluginLimitMs = 30_000 + graceMs;
/** How long to wait, after a call failed, for the news that a peer has died, which would be the cause. */
const causeMs = 250;

/** The peers of a trial: a client, and a server unless both ends share the client's process. */
export class PeerPair {
  readonly #host: Host;
  readonly #onProgress: (progress: Progress) => void;
  #server: PeerProcess | undefined;
  #client: PeerProcess | undefined;

  constructor(host: Host, onProgress: (progress: Progress) => void) {
    this.#host = host;
    this.#onProgress = onProgress;
  }

  get server(): PeerProcess | undefined {
    return this.#server;
  }

  /** Throws before it was launched. */
  get client(): PeerProcess {
    if (this.#client === undefined) throw new WiretaxError('E_PROTOCOL', 'the client peer was not started');
    return this.#client;
  }

  /** Those that were launched. */
  get all(): readonly PeerProcess[] {
    return [this.#server, this.#client].filter((peer) => peer !== undefined);
  }

  launchServer(nodeFlags: readonly string[]): PeerProcess {
    return (this.#server = this.#launch('server', nodeFlags));
  }

  launchClient(nodeFlags: readonly string[]): PeerProcess {
    return (this.#client = this.#launch('client', nodeFlags));
  }

  /** The work's result; if a peer dies meanwhile, that is the failure, as it is the cause of any other. */
  async watch<T>(work: Promise<T>): Promise<T> {
    const deaths = this.all.map(({ ended }) => ended);
    const death = Promise.race(deaths).then((reason) => Promise.reject(reason));
    death.catch(() => undefined);
    try {
      return await Promise.race([work, death]);
    } catch (thrown) {
      const settled = new AbortController();
      const waited = this.#host.clock.sleep(causeMs, settled.signal).catch(() => undefined);
      const cause = await Promise.race([...deaths, waited]);
      settled.abort();
      throw cause ?? thrown;
    }
  }

  /** The client first, so that it doesn't see its server go. Rejects with what went wrong when both are gone. */
  async stop(): Promise<void> {
    const problems = [await this.#client?.stop(), await this.#server?.stop()];
    const [first, second] = problems.filter((problem) => problem !== undefined);
    if (first === undefined) return;
    throw second === undefined
      ? first
      : new WiretaxError(first.code, `${first.message}; ${second.message}`, { cause: first });
  }

  #launch(role: Role, nodeFlags: readonly string[]): PeerProcess {
    return launch(this.#host, role, nodeFlags, this.#onProgress);
  }
}
