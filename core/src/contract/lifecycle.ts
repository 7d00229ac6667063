import type { Cell } from './cell.js';
import type { Endpoint } from './endpoint.js';
import type { Half } from './topology.js';
import type { PeerRecord } from './peer.js';
import type { Host } from './host.js';
import type { Results } from './results.js';
import type { ReportOutput } from './reporter.js';

/**
 * The seven phases. Once per trial: setup → pin → warmup → measure → profile → teardown. Once per run:
 * report. Hooks fire per phase, never per call. A collector whose pass needs peers of its own adds
 * setup → pin → warmup → profile → teardown to the trial, for those peers.
 */
export interface LifecycleTaps {
  /**
   * Peers start and connections open. The kernel's server is up at stage -100 and its client connects at
   * stage 100, so a tap at the default stage 0 finds a listening server and may still change the route.
   * A failure makes the trial `failed`; teardown runs, then the next trial.
   */
  readonly setup: PhaseTaps<TrialContext>;
  /**
   * Peers are placed on CPUs and their priority is set. What the system can't do is a `note`, not a failure. At stage
   * 100 the kernel takes the yardstick of the CPUs that they are on then.
   */
  readonly pin: PhaseTaps<TrialContext>;
  /** Load that is not recorded, until steady or capped. The kernel's own tap is at stage 0. */
  readonly warmup: PhaseTaps<TrialContext>;
  /** Recorded load, at stage 0. Nothing that perturbs may be attached. */
  readonly measure: PhaseTaps<TrialContext>;
  /** The same load again with collectors attached, at stage 0. A failing collector fails its entry, not the trial. */
  readonly profile: PhaseTaps<TrialContext>;
  /** Every tap runs, last registered first, whatever happened before; failures are collected. */
  readonly teardown: PhaseTaps<TrialContext>;
  /** Once, after the last trial; the findings are there. Reporters run at stage 0; a failure stops no other tap. */
  readonly report: PhaseTaps<ReportContext>;
}

/**
 * A hook as plugins see it: they can tap it and not call it. All three ways to tap are awaited alike, and a
 * tap that takes longer than the phase's time limit is failed and its `signal` aborted.
 */
export interface PhaseTaps<C> {
  tap(name: string | TapName, run: (context: C) => unknown): void;
  tapPromise(name: string | TapName, run: (context: C) => Promise<unknown>): void;
  tapAsync(name: string | TapName, run: (context: C, done: (error?: unknown) => void) => void): void;
}

export interface TapName {
  readonly name: string;
  /** Order within the phase, lowest first; default 0. Ignored in teardown. */
  readonly stage?: number;
}

/** One trial, as taps see it. Frozen. */
export interface TrialContext {
  readonly cell: Cell;
  /** Repetition, counted from 1. */
  readonly trial: number;
  /** The processes of this trial; empty until the kernel has started them in setup. */
  readonly peers: () => readonly PeerInfo[];
  /** Where the client will connect; undefined until the server listens. */
  readonly endpoint: () => Endpoint | undefined;
  /** In setup, before stage 100: makes the client connect elsewhere, such as to a proxy in front of the server. */
  readonly route: (endpoint: Endpoint) => void;
  /** Adds a remark to the trial's record: what was chosen, what could not be done. */
  readonly note: (text: string) => void;
  /** Aborts when the tap's time is up or the run is interrupted. */
  readonly signal: AbortSignal;
}

export interface PeerInfo {
  readonly name: string;
  readonly half: Half;
  /** A `target` ran before, goes on afterwards, and belongs to somebody else: look at it, and change nothing of it. */
  readonly run: PeerRecord['run'];
  readonly pid: number;
  /** `pid`, and its other processes where it has several. */
  readonly pids: readonly number[];
  /** The machine that it runs on. */
  readonly host: Host;
}

export interface ReportContext {
  readonly results: Results;
  readonly output: ReportOutput;
  readonly signal: AbortSignal;
}
