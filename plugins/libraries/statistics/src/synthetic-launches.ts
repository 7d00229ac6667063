import type { Half, Launch, RowPeer } from '@wiretax/core';
import { meanOf } from './distribution.js';
import { normal, seededRandom } from './random.js';
import { syntheticDistribution } from './synthetic-distribution.js';

export interface SyntheticShape {
  readonly launches: number;
  /** Of each launch. */
  readonly calls: number;
  readonly p50Ns: number;
  /** P99 over P50. Default: 2. */
  readonly tailRatio?: number;
  /** Standard deviation between launches as a share, of all latencies alike; throughput moves the other way. Default: 0. */
  readonly launchNoise?: number;
  /** The same of the tail ratio. Default: 0. */
  readonly tailNoise?: number;
  /** How probable it is of a launch to be of a second kind, all of whose latencies are so many times as long. Default: there is none. */
  readonly secondKind?: { readonly share: number; readonly ratio: number };
  /** What launches of the same block have in common; shapes of the same seed here share their blocks. Default: nothing. */
  readonly blocks?: {
    readonly seed: number;
    /** Of two launches of the same block: the block's share of the variance between launches. */
    readonly correlation: number;
  };
  /** Calls per second. Default: those of one client that waits for each reply. */
  readonly throughput?: number;
  readonly seed: number;
}

/** Launches as a measurement would have brought them, log-normal latencies; the same for the same seed. */
export function syntheticLaunches(shape: SyntheticShape): Launch[] {
  const {
    launches,
    calls,
    p50Ns,
    tailRatio = 2,
    launchNoise = 0,
    tailNoise = 0,
    blocks,
    secondKind,
    seed,
  } = shape;
  // Of its own, so that other calls leave the launches where they are.
  const between = seededRandom(seed ^ 0x5eed);
  const ofBlocks = seededRandom((blocks?.seed ?? 0) ^ 0xb10c);
  const { correlation } = blocks ?? { correlation: 0 };
  const ofKinds = seededRandom(seed ^ 0x2d5);
  const random = seededRandom(seed);
  return Array.from({ length: launches }, (_, index) => {
    const own = Math.sqrt(1 - correlation) * normal(between);
    const kind = secondKind !== undefined && ofKinds() < secondKind.share ? secondKind.ratio : 1;
    const factor = kind * Math.exp(launchNoise * (own + Math.sqrt(correlation) * normal(ofBlocks)));
    const tail = tailNoise === 0 ? tailRatio : tailRatio * Math.exp(tailNoise * normal(between));
    const response = syntheticDistribution({ calls, p50Ns: p50Ns * factor, tailRatio: tail, random });
    const rate =
      shape.throughput === undefined ? 1e9 / (meanOf(response) ?? p50Ns) : shape.throughput / factor;
    return {
      trial: index + 1,
      startedAt: new Date(Date.UTC(2026, 0, 2, 3, index)).toISOString(),
      calls,
      throughput: rate,
      response,
      service: response,
      peers: {
        client: syntheticPeer('client', p50Ns * factor * 0.4),
        server: syntheticPeer('server', p50Ns * factor * 0.3),
      },
      metrics: [],
    };
  });
}

function syntheticPeer(half: Half, cpuNs: number): RowPeer {
  return {
    half,
    cpu: 0.5,
    loopUtilisation: 0.5,
    busiestThread: null,
    allottedShare: null,
    userNsPerCall: cpuNs * 0.7,
    systemNsPerCall: cpuNs * 0.3,
  };
}
