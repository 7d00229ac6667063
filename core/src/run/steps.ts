import { join } from 'node:path';
import type { Role } from '../contract/collector.js';
import type { Use } from '../contract/experiment.js';
import type { PeerInfo } from '../contract/lifecycle.js';
import type { EvidenceRecord, Measured, WarmupRecord } from '../contract/trial-record.js';
import type { Endpoint } from '../contract/transport.js';
import type { Yardstick } from '../contract/yardstick.js';
import { WiretaxError } from '../errors.js';
import type { KernelSteps } from '../lifecycle.js';
import { attachAll } from '../peer/evidence.js';
import type { Gathered, LoadOutcome, OpenWindow } from '../peer/messages.js';
import type { PeerProcess } from '../peer/peer-process.js';
import { controlStop } from '../plan/trials.js';
import { launch, startMessage } from './peers.js';
import { observerEffect } from './observer.js';
import { pausesOf } from './pauses.js';
import { collectorsOf, passesOf, type Pass } from './passes.js';
import type { TrialOptions } from './trial.js';
import { takeYardstick } from './yardstick.js';

/** What a peer may take to answer beyond the time that its work takes. */
const graceMs = 10_000;
/** Starting a process, importing its plugins and listening or connecting, for which a plugin has 30 s. */
const startLimitMs = 30_000 + graceMs;
/** Detaching collectors, for which each has 30 s, and writing the histograms. */
const resultsLimitMs = 30_000 + graceMs;
/** How long to wait, after a call failed, for the news that a peer has died, which would be the cause. */
const causeMs = 250;
/** How often peers are spoken to while they warm up. */
const pingMs = 25;
/** From the last message to the peers until recording begins: a message in a window would cost compiled code. */
const longestLeadMs = 150;
const shortestLeadMs = 10;
/** Attaching collectors, for which each has 30 s. */
const attachLimitMs = 30_000 + graceMs;

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
  #server: PeerProcess | undefined;
  #client: PeerProcess | undefined;
  #sockets: string | undefined;

  constructor(options: StepsOptions) {
    this.#options = options;
    this.measured = options.measured;
  }

  peers(): readonly PeerInfo[] {
    const { host } = this.#options.kernel;
    return this.#processes().map(({ role, pid }) => ({ role, pid, host }));
  }

  /** The last lines that the peers wrote to standard error. */
  log(): readonly string[] {
    return this.#processes().flatMap(({ role, log }) => log.map((line) => `${role}: ${line}`));
  }

  /** What a peer and its plugins have printed. */
  printed(of: Role): string {
    return this.#processes().find(({ role }) => role === of)?.printed ?? '';
  }

  #processes(): readonly PeerProcess[] {
    return [this.#server, this.#client].filter((peer) => peer !== undefined);
  }

  async #listen(signal: AbortSignal): Promise<void> {
    const { kernel, experiment, planned, pass, onProgress } = this.#options;
    const { cell, trial } = planned;
    const requested = await this.#requestedEndpoint();
    const shared = requested.kind === 'memory';
    const flagsOf = (role: Role): readonly string[] => [...cell.node[role], ...(pass?.nodeFlags ?? [])];
    this.#client = launch(kernel.host, 'client', flagsOf('client'), onProgress);
    if (!shared) this.#server = launch(kernel.host, 'server', flagsOf('server'), onProgress);
    const start = (peer: PeerProcess, endpoint: Endpoint | undefined) =>
      peer.ask(
        'start',
        startMessage(kernel, experiment, cell, trial, peer.role, endpoint),
        startLimitMs,
        signal,
      );
    const [client, server] = await this.#watch(
      Promise.all([
        start(this.#client, shared ? requested : undefined),
        this.#server === undefined ? undefined : start(this.#server, requested),
      ]),
    );
    this.endpoint = (server ?? client).endpoint ?? undefined;
  }

  async #requestedEndpoint(): Promise<Endpoint> {
    const { link, id } = this.#options.planned.cell;
    if (link === 'memory') return { kind: 'memory', name: id };
    if (link === 'tcp') return { kind: 'tcp', host: '127.0.0.1', port: 0 };
    this.#sockets = await this.#options.kernel.host.files.temporaryDirectory();
    return { kind: 'unix', path: join(this.#sockets, 'server.sock') };
  }

  async #connect(signal: AbortSignal): Promise<void> {
    const endpoint = this.route ?? this.endpoint;
    if (endpoint === undefined) throw new WiretaxError('E_PROTOCOL', 'the server peer gave no endpoint');
    await this.#watch(this.#started().ask('connect', { endpoint }, startLimitMs, signal));
  }

  async #takeYardstick(signal: AbortSignal): Promise<void> {
    const { kernel, pass } = this.#options;
    if (pass !== undefined) return;
    this.yardstick = await this.#watch(takeYardstick(kernel.host, this.#started(), this.#server, signal));
  }

  async #warmUp(signal: AbortSignal): Promise<void> {
    const { warmup, callTimeoutMs } = this.#options.experiment;
    const over = new AbortController();
    const pings = this.#ping(AbortSignal.any([signal, over.signal]));
    try {
      this.warmup = await this.#watch(
        this.#started().ask('warmup', warmup, { silenceMs: callTimeoutMs + graceMs }, signal),
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
        await Promise.all(this.#processes().map((peer) => peer.ask('ping', null, graceMs, signal)));
      }
    } catch {
      // It is over, or the warm-up itself fails for the same reason.
    }
  }

  async #measure(signal: AbortSignal): Promise<void> {
    const { kernel, experiment, planned } = this.#options;
    const free = planned.control ? [] : collectorsOf(kernel, experiment, 'free');
    const { client, server, evidence } = await this.#window('measure', free, signal);
    const { calls, failedCalls, durationNs, throughput, drift, latencies, seenPauses } = client;
    this.measured = {
      calls,
      failedCalls,
      durationNs,
      throughput,
      drift,
      ...latencies,
      client: client.vitals,
      server: server?.vitals ?? null,
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

  /** One window of load with collectors attached to both peers, from inside and from outside. */
  async #window(window: 'measure' | 'profile', uses: readonly Use[], signal: AbortSignal) {
    const { kernel, experiment, planned, directory } = this.#options;
    const side = (wanted: 'inside' | 'outside'): readonly Use[] =>
      uses.filter(({ use }) => kernel.collectors.need(use).contribution.side === wanted);
    const { clock } = kernel.host;
    const stop = planned.control ? controlStop : experiment.stop;
    const open: OpenWindow = { window, collectors: side('inside'), directory, stop };
    const { settleMs = 0 } = experiment.warmup;
    const server = this.#server;
    const client = this.#started();

    await this.#watch(client.ask('load', null, graceMs, signal));
    const leadMs = Math.max(shortestLeadMs, Math.min(longestLeadMs, settleMs));
    if (settleMs > leadMs) await this.#watch(clock.sleep(settleMs - leadMs, signal));
    const attached = await this.#watch(
      Promise.all(
        this.#processes().map(({ pid, role }) =>
          attachAll({
            catalog: kernel.collectors,
            uses: side('outside'),
            pid,
            role,
            window,
            files: kernel.host.files,
            directory,
            clock,
            hostOf: kernel.hostOf,
            signal,
          }),
        ),
      ),
    );
    const detach = async (): Promise<readonly Gathered[]> =>
      (await Promise.all(attached.map((end) => end()))).flat();
    const openLimitMs = open.collectors.length === 0 ? graceMs : attachLimitMs;
    // A queue may drain for as long as it moves; the client itself says when it doesn't.
    const silence = { silenceMs: experiment.callTimeoutMs + graceMs };
    try {
      await this.#watch(
        Promise.all(this.#processes().map((peer) => peer.ask('open', open, openLimitMs, signal))),
      );
      const atNs = clock.nowNs() + leadMs * 1e6;
      await this.#watch(
        Promise.all([
          server?.ask('record', { atNs }, graceMs, signal),
          client.ask('record', { atNs }, silence, signal),
        ]),
      );
    } catch (thrown) {
      await detach();
      throw thrown;
    }
    // All windows end now, before anybody is kept busy by what was found.
    const [served, outside, outcome] = await Promise.all([
      server && this.#watch(server.ask('close', null, graceMs, signal)),
      detach(),
      this.#watch(client.ask('results', null, resultsLimitMs, signal)),
    ]);
    const gathered = [...outcome.evidence, ...(served?.evidence ?? []), ...outside];
    return {
      client: outcome,
      server: served,
      evidence: gathered.map((record) => withCalls(record, outcome)),
    };
  }

  #started(): PeerProcess {
    if (this.#client === undefined) throw new WiretaxError('E_PROTOCOL', 'the client peer was not started');
    return this.#client;
  }

  /** The work's result; if a peer dies meanwhile, that is the failure, as it is the cause of any other. */
  async #watch<T>(work: Promise<T>): Promise<T> {
    const deaths = this.#processes().map(({ ended }) => ended);
    const death = Promise.race(deaths).then((reason) => Promise.reject(reason));
    death.catch(() => undefined);
    try {
      return await Promise.race([work, death]);
    } catch (thrown) {
      const settled = new AbortController();
      const waited = this.#options.kernel.host.clock.sleep(causeMs, settled.signal).catch(() => undefined);
      const cause = await Promise.race([...deaths, waited]);
      settled.abort();
      throw cause ?? thrown;
    }
  }

  /** The client first, so that it doesn't see its server go. */
  async #stop(): Promise<void> {
    const problems = [await this.#client?.stop(), await this.#server?.stop()];
    if (this.#sockets !== undefined) await this.#options.kernel.host.files.remove(this.#sockets);
    const [first, second] = problems.filter((problem) => problem !== undefined);
    if (first === undefined) return;
    throw second === undefined
      ? first
      : new WiretaxError(first.code, `${first.message}; ${second.message}`, { cause: first });
  }
}

/** Evidence with the calls that completed while its collector was attached: those of the window and of the moment before. */
function withCalls({ sinceNs, ...record }: Gathered, outcome: LoadOutcome): EvidenceRecord {
  const aheadNs = Math.max(0, outcome.startNs - sinceNs);
  return { ...record, calls: outcome.calls + Math.round((outcome.leadThroughput * aheadNs) / 1e9) };
}
