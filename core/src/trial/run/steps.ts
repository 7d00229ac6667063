import type { Use } from '../../contract/cell.js';
import type { PeerInfo } from '../../contract/lifecycle.js';
import { localMachineName, type PeerRecord } from '../../contract/peer.js';
import type { EvidenceRecord } from '../../contract/trial-record.js';
import type { Measured, WarmupRecord } from '../../contract/measured.js';
import type { Endpoint } from '../../contract/endpoint.js';
import type { Yardstick } from '../../contract/yardstick.js';
import { WiretaxError } from '../../kernel/errors.js';
import type { KernelSteps } from '../../kernel/lifecycle.js';
import type { Role } from '../peer/messages.js';
import type { PeerProcess } from '../peer/peer-process.js';
import { endpointOf } from '../cast/endpoint.js';
import { localMachine } from '../cast/local-machine.js';
import { graceMs, PeerPair, pluginLimitMs } from './peer-pair.js';
import { startMessage } from './peers.js';
import { observerEffect } from './observer.js';
import { pausesOf } from './pauses.js';
import { collectorsOf, passesOf, type Pass } from '../../record/plan/passes.js';
import type { TrialOptions } from './trial-options.js';
import { holdWindow, type WindowResult } from './window.js';
import { takeYardstick } from './yardstick.js';

/** How often peers are spoken to while they warm up. */
const pingMs = 25;

interface StepsOptions extends TrialOptions {
  /** What these peers are there for: the trial itself, or a profile pass that needs peers of its own. */
  readonly pass?: Pass;
  /** What the trial measured, for a pass. */
  readonly measured?: Measured | undefined;
}

/** What the kernel itself does in each phase of one trial, and what came of it. */
export class TrialSteps {
  readonly kernelSteps: KernelSteps = {
    listen: (signal) => this.#listen(signal),
    connect: (signal) => this.#connect(signal),
    yardstick: (signal) => this.#takeYardstick(signal),
    warmup: (signal) => this.#warmUp(signal),
    measure: (signal) => this.#measure(signal),
    profile: (signal) => this.#profile(signal),
    stop: () => this.#stop(),
  };
  endpoint: Endpoint | undefined;
  route: Endpoint | undefined;
  yardstick: Yardstick | undefined;
  warmup: WarmupRecord | undefined;
  measured: Measured | undefined;
  readonly evidence: EvidenceRecord[] = [];
  readonly #options: StepsOptions;
  readonly #peers: PeerPair;
  /** The server's own. */
  #folder: string | undefined;

  constructor(options: StepsOptions) {
    this.#options = options;
    this.#peers = new PeerPair(options.kernel.host, options.onProgress);
    this.measured = options.measured;
  }

  peers(): readonly PeerInfo[] {
    const { host } = this.#options.kernel;
    return this.#peers.all.map(({ role, pid }) => ({ name: role, half: role, pid, pids: [pid], host }));
  }

  /** Those of the record: a server, unless both ends share the client's process, and its client. */
  get cast(): readonly PeerRecord[] {
    const peer = { run: 'ours', machine: localMachineName } as const;
    const client = { ...peer, name: 'client', half: 'client' } as const;
    return this.#isShared()
      ? [{ ...client, calls: [] }]
      : [
          { ...peer, name: 'server', half: 'server', calls: [] },
          { ...client, calls: ['server'] },
        ];
  }

  /** Whether both ends are in the client's process. */
  #isShared(): boolean {
    const { kernel, planned } = this.#options;
    return kernel.links.need(planned.cell.link.use).contribution.form === 'process';
  }

  /** The last lines that the peers wrote to standard error. */
  log(): readonly string[] {
    return this.#peers.all.flatMap(({ role, log }) => log.map((line) => `${role}: ${line}`));
  }

  /** What a peer and its plugins have printed. */
  printed(of: Role): string {
    return this.#peers.all.find(({ role }) => role === of)?.printed ?? '';
  }

  async #listen(signal: AbortSignal): Promise<void> {
    const { kernel, experiment, planned, pass } = this.#options;
    const { cell, trial } = planned;
    const requested = await this.#requestedEndpoint(signal);
    const shared = this.#isShared();
    const flagsOf = (role: Role): readonly string[] => [...cell.node[role], ...(pass?.nodeFlags ?? [])];
    const ownClient = this.#peers.launchClient(flagsOf('client'));
    const ownServer = shared ? undefined : this.#peers.launchServer(flagsOf('server'));
    const start = (peer: PeerProcess, endpoint: Endpoint | undefined) =>
      peer.ask(
        'start',
        startMessage(kernel, experiment, cell, trial, peer.role, endpoint),
        pluginLimitMs,
        signal,
      );
    const [client, server] = await this.#peers.watch(
      Promise.all([
        start(ownClient, shared ? requested : undefined),
        ownServer && start(ownServer, requested),
      ]),
    );
    this.endpoint = (server ?? client).endpoint ?? undefined;
  }

  async #requestedEndpoint(signal: AbortSignal): Promise<Endpoint> {
    const { kernel, planned } = this.#options;
    this.#folder = await kernel.host.files.temporaryDirectory();
    const request = { folder: this.#folder, fixed: false };
    return endpointOf(kernel, planned.cell.link, await localMachine(kernel.host), request, signal);
  }

  async #connect(signal: AbortSignal): Promise<void> {
    const endpoint = this.route ?? this.endpoint;
    if (endpoint === undefined) throw new WiretaxError('E_PROTOCOL', 'the server peer gave no endpoint');
    await this.#peers.watch(this.#peers.client.ask('connect', { endpoint }, pluginLimitMs, signal));
  }

  async #takeYardstick(signal: AbortSignal): Promise<void> {
    const { kernel, pass } = this.#options;
    if (pass !== undefined) return;
    this.yardstick = await this.#peers.watch(
      takeYardstick(kernel.host, this.#peers.client, this.#peers.server, signal),
    );
  }

  async #warmUp(signal: AbortSignal): Promise<void> {
    const { warmup, callTimeoutMs } = this.#options.experiment;
    const over = new AbortController();
    const pings = this.#ping(AbortSignal.any([signal, over.signal]));
    try {
      this.warmup = await this.#peers.watch(
        this.#peers.client.ask('warmup', warmup, { silenceMs: callTimeoutMs + graceMs }, signal),
      );
    } finally {
      over.abort();
      await pings;
    }
  }

  /** Talks to the peers while they warm up, so that the control channel is warm as well when the window opens. */
  async #ping(signal: AbortSignal): Promise<void> {
    try {
      for (;;) {
        await this.#options.kernel.host.clock.sleep(pingMs, signal);
        await Promise.all(this.#peers.all.map((peer) => peer.ask('ping', null, graceMs, signal)));
      }
    } catch {
      // It is over, or the warm-up itself fails for the same reason.
    }
  }

  async #measure(signal: AbortSignal): Promise<void> {
    const { kernel, experiment, planned } = this.#options;
    const free = planned.control ? [] : collectorsOf(kernel, experiment, 'free');
    const { client, server, evidence } = await this.#window('measure', free, signal);
    const { calls, failedCalls, tally, lateness, durationNs, throughput, drift, latencies, seenPauses } =
      client;
    this.measured = {
      calls,
      failedCalls,
      attempts: tally.attempts,
      tally,
      ...(lateness === undefined ? {} : { lateness }),
      durationNs,
      throughput,
      drift,
      ...latencies,
      peers: { ...(server === undefined ? {} : { server: server.vitals }), client: client.vitals },
      pauses: pausesOf(seenPauses, server?.seenPauses),
    };
    this.evidence.push(...evidence);
  }

  async #profile(signal: AbortSignal): Promise<void> {
    const { kernel, experiment, planned, pass } = this.#options;
    const passes = planned.control ? [] : passesOf(kernel, experiment);
    for (const { uses } of pass === undefined
      ? passes.filter(({ nodeFlags }) => nodeFlags.length === 0)
      : [pass]) {
      const { client, evidence } = await this.#window('profile', uses, signal);
      const observer = observerEffect(client, this.measured);
      this.evidence.push(...evidence.map((record) => ({ ...record, observer })));
    }
  }

  #window(window: 'measure' | 'profile', uses: readonly Use[], signal: AbortSignal): Promise<WindowResult> {
    return holdWindow(this.#peers, this.#options, window, uses, signal);
  }

  async #stop(): Promise<void> {
    try {
      await this.#peers.stop();
    } finally {
      if (this.#folder !== undefined) await this.#options.kernel.host.files.remove(this.#folder);
    }
  }
}
