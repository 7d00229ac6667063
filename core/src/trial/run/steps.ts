import type { Use } from '../../contract/cell.js';
import type { Endpoint } from '../../contract/endpoint.js';
import type { PeerInfo } from '../../contract/lifecycle.js';
import type { ClientShare, Measured, WarmupRecord } from '../../contract/measured.js';
import type { PeerRecord } from '../../contract/peer.js';
import type { EvidenceRecord } from '../../contract/trial-record.js';
import type { Yardstick } from '../../contract/yardstick.js';
import type { KernelSteps } from '../../kernel/lifecycle.js';
import { collectorsOf, passesOf } from '../../record/plan/passes.js';
import { Cast, type CastOptions } from '../cast/cast.js';
import { graceMs } from '../cast/limits.js';
import { holdWindow, type WindowResult } from '../cast/window.js';
import { takeYardstick } from '../cast/yardstick.js';
import type { LoadOutcome } from '../peer/messages.js';
import { observerEffect } from './observer.js';
import { pausesOf } from './pauses.js';
import { joinedWarmups } from './warmups.js';

/** How often peers are spoken to while they warm up. */
const pingMs = 25;

interface StepsOptions extends CastOptions {
  /** What the trial measured, for a pass. */
  readonly measured?: Measured | undefined;
}

/** What the kernel itself does in each phase of one trial, and what came of it. */
export class TrialSteps {
  readonly kernelSteps: KernelSteps = {
    listen: (signal) => this.cast.listen(signal),
    connect: (signal) => this.cast.connect(this.route ?? this.endpoint, signal),
    yardstick: (signal) => this.#takeYardstick(signal),
    warmup: (signal) => this.#warmUp(signal),
    measure: (signal) => this.#measure(signal),
    profile: (signal) => this.#profile(signal),
    stop: () => this.cast.stop(),
  };
  readonly cast: Cast;
  route: Endpoint | undefined;
  yardstick: Yardstick | undefined;
  warmup: WarmupRecord | undefined;
  measured: Measured | undefined;
  readonly evidence: EvidenceRecord[] = [];
  readonly #options: StepsOptions;

  constructor(options: StepsOptions) {
    this.#options = options;
    this.cast = new Cast(options);
    this.measured = options.measured;
  }

  get endpoint(): Endpoint | undefined {
    return this.cast.endpoint;
  }

  peers(): readonly PeerInfo[] {
    return this.cast.peers.flatMap(({ info }) => info ?? []);
  }

  /** Those of the record; a server that lives in the client's process is none. */
  records(): readonly PeerRecord[] {
    const own = this.cast.peers.filter(({ process, isForeign }) => process !== undefined || isForeign);
    const isThere = (callee: string): boolean => own.some(({ name }) => name === callee);
    return own.map(({ record }) => ({ ...record, calls: record.calls.filter(isThere) }));
  }

  /** The last lines that the peers wrote. */
  log(): readonly string[] {
    return this.cast.peers.flatMap(({ name, process }) =>
      (process?.output.log ?? []).map((line) => `${name}: ${line}`),
    );
  }

  async #takeYardstick(signal: AbortSignal): Promise<void> {
    const { kernel, pass } = this.#options;
    if (pass !== undefined) return;
    const { cast } = this;
    const [client] = cast.clients;
    const others = cast.peers.filter(({ spec }) => spec.half !== 'client').toReversed();
    const own = [...cast.clients, ...others].filter(({ ours }) => ours !== undefined);
    const near = cast.clients.length === 1 && own.every(({ place }) => place.isHere) && client !== undefined;
    this.yardstick = await cast.watch(
      takeYardstick(
        kernel.host,
        own.flatMap(({ ours }) => ours ?? []),
        near,
        signal,
      ),
    );
  }

  async #warmUp(signal: AbortSignal): Promise<void> {
    const { warmup, callTimeoutMs } = this.#options.experiment;
    const over = new AbortController();
    const pings = this.#ping(AbortSignal.any([signal, over.signal]));
    const silence = { silenceMs: callTimeoutMs + graceMs };
    try {
      const asked = this.cast.clientProcesses.map((client) => client.ask('warmup', warmup, silence, signal));
      this.warmup = joinedWarmups(await this.cast.watch(Promise.all(asked)));
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
        await Promise.all(this.cast.ours.map((peer) => peer.ask('ping', null, graceMs, signal)));
      }
    } catch {
      // It is over, or the warm-up itself fails for the same reason.
    }
  }

  async #measure(signal: AbortSignal): Promise<void> {
    const { kernel, experiment, planned } = this.#options;
    const free = planned.control ? [] : collectorsOf(kernel, experiment, 'free');
    const { load, clients, vitals, serverPauses, evidence } = await this.#window('measure', free, signal);
    const { calls, failedCalls, tally, lateness, durationNs, throughput, drift, latencies, seenPauses } =
      load;
    const several = Object.keys(clients).length > 1;
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
      peers: vitals,
      ...(several
        ? {
            clients: Object.fromEntries(Object.entries(clients).map(([name, each]) => [name, shareOf(each)])),
          }
        : { pauses: pausesOf(seenPauses, serverPauses) }),
    };
    this.evidence.push(...evidence);
  }

  async #profile(signal: AbortSignal): Promise<void> {
    const { kernel, experiment, planned, pass } = this.#options;
    const passes = planned.control ? [] : passesOf(kernel, experiment);
    for (const { uses } of pass === undefined
      ? passes.filter(({ nodeFlags }) => nodeFlags.length === 0)
      : [pass]) {
      const { load, evidence } = await this.#window('profile', uses, signal);
      const observer = observerEffect(load, this.measured);
      this.evidence.push(...evidence.map((record) => ({ ...record, observer })));
    }
  }

  #window(window: 'measure' | 'profile', uses: readonly Use[], signal: AbortSignal): Promise<WindowResult> {
    return holdWindow(this.cast, this.#options, window, uses, signal);
  }
}

function shareOf({ calls, throughput, latencies: { response, lag } }: LoadOutcome): ClientShare {
  return { calls, throughput, response, lag };
}
