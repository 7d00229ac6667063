import type { PeerYardstick, Row, Yardstick } from '@wiretax/core';
import { normal, seededRandom } from './random.js';

export interface SyntheticYardsticks {
  readonly seed: number;
  /** How much longer each kind of work takes from this launch on, counted from 0, than usual. Default: 1. */
  readonly wake?: (launch: number) => number;
  readonly integer?: (launch: number) => number;
}

/** Standard deviations of logarithms, as launches on a quiet virtual machine of two CPUs had them. */
const noise = { wake: 0.2, integer: 0.012, copy: 0.13 };

/** The row with yardsticks before its launches, log-normal around 50 µs for wake-ups; the same for the same seed. */
export function withYardsticks(row: Row, { seed, wake = usual, integer = usual }: SyntheticYardsticks): Row {
  const random = seededRandom(seed ^ 0x7a2d);
  const around = (valueNs: number, deviation: number): number =>
    valueNs * Math.exp(deviation * normal(random));
  const yardstick = (launch: number): Yardstick => {
    const peer = (cpus: string): PeerYardstick => ({
      integerNs: around(16_500, noise.integer) * integer(launch),
      copyNs: around(25_000, noise.copy),
      cpus,
    });
    const wakeNs = around(50_000, noise.wake) * wake(launch);
    return { wakeNs, peers: { client: peer('0'), server: peer('1') } };
  };
  return { ...row, launches: row.launches.map((each, index) => ({ ...each, yardstick: yardstick(index) })) };
}

function usual(): number {
  return 1;
}
