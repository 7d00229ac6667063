import { closeSync, openSync, readFileSync, readSync, writeSync } from 'node:fs';
import type { PeerYardstick } from '../../contract/yardstick.js';
import { monotonicNs } from '../../kernel/host/clock.js';
import { allowedCpus } from '../../kernel/host/proc-stat.js';
import type { Fifos } from './messages.js';

interface Repetition {
  readonly least: number;
  readonly most: number;
  /** Between these, as many as end within it. */
  readonly limitNs: number;
}

const waking = { least: 20, most: 300, limitNs: 25e6, pauseNs: 10_000 };
const integer = { least: 60, most: 200, limitNs: 6e6, steps: 10_000 };
const copying = { least: 10, most: 60, limitNs: 4e6, bytes: 2 ** 20 };

/** The byte of the last round trip; any other asks for one more. */
const last = 0;

/** A peer's ends of both FIFOs. */
interface Channel {
  readonly receive: number;
  readonly send: number;
  /** Both FIFOs in both directions: with only the ends above, opening one would wait for the other peer. */
  readonly held: readonly number[];
}

let channel: Channel | undefined;

/** Opens the FIFOs for `yardstick`, which may follow once both peers have been asked to. */
export function openFifos({ receive, send }: Fifos): void {
  const opened: number[] = [];
  const open = (path: string, flags: string): number => {
    const fd = openSync(path, flags);
    opened.push(fd);
    return fd;
  };
  try {
    const held = [open(receive, 'r+'), open(send, 'r+')];
    channel = { receive: open(receive, 'r'), send: open(send, 'w'), held };
  } catch {
    close(opened);
  }
}

/** The wake-ups first: who has just computed is made to wait where others compute, too. */
export function yardstick(leads: boolean): PeerYardstick & { readonly wakeNs: number | null } {
  return { wakeNs: wakeNs(leads), integerNs: integerNs(), copyNs: copyNs(), cpus: ownCpus() };
}

/**
 * Told to the one that leads. It blocks the main thread, as a thread that is woken through the event loop would measure
 * that too. Null when the other peer couldn't open its ends or died: they are closed then, which ends the wait.
 */
function wakeNs(leads: boolean): number | null {
  if (channel === undefined) return null;
  const { receive, send, held } = channel;
  channel = undefined;
  close(held);
  try {
    return leads ? lead(receive, send) : follow(receive, send);
  } catch {
    return null;
  } finally {
    close([receive, send]);
  }
}

function close(descriptors: readonly number[]): void {
  for (const fd of descriptors) closeSync(fd);
}

function lead(receive: number, send: number): number | null {
  const byte = Buffer.alloc(1);
  const trips: number[] = [];
  const endNs = monotonicNs() + waking.limitNs;
  for (let more = true; more;) {
    pause();
    const startNs = monotonicNs();
    more = goesOn(trips.length + 1, startNs < endNs, waking);
    byte[0] = more ? 1 : last;
    writeSync(send, byte);
    if (readSync(receive, byte) === 0) return null;
    trips.push(monotonicNs() - startNs - waking.pauseNs);
  }
  return median(trips);
}

function follow(receive: number, send: number): null {
  const byte = Buffer.alloc(1);
  while (readSync(receive, byte) === 1) {
    pause();
    writeSync(send, byte);
    if (byte[0] === last) break;
  }
  return null;
}

/** As a call has work at both ends: without it, a CPU may be woken before it has gone to sleep. */
function pause(): void {
  const endNs = monotonicNs() + waking.pauseNs;
  while (monotonicNs() < endNs);
}

let state = 1;

function integerNs(): number {
  const work = (): void => {
    let x = state;
    for (let step = 0; step < integer.steps; step += 1) {
      x = (Math.imul(x, 1_664_525) + 1_013_904_223) | 0;
      x ^= x >>> 13;
    }
    state = x;
  };
  return Math.min(...timesOf(work, integer));
}

function copyNs(): number {
  const [from, to] = [Buffer.alloc(copying.bytes, 1), Buffer.alloc(copying.bytes, 2)];
  return median(timesOf(() => from.copy(to), copying));
}

function timesOf(work: () => void, repetition: Repetition): number[] {
  const times: number[] = [];
  const endNs = monotonicNs() + repetition.limitNs;
  for (let nowNs = 0; goesOn(times.length, nowNs < endNs, repetition);) {
    const startNs = monotonicNs();
    work();
    nowNs = monotonicNs();
    times.push(nowNs - startNs);
  }
  return times;
}

function goesOn(done: number, inTime: boolean, { least, most }: Repetition): boolean {
  return done < least || (inTime && done < most);
}

/** The upper one of an even number. */
function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

function ownCpus(): string | null {
  try {
    return allowedCpus(readFileSync('/proc/self/status', 'utf8'));
  } catch {
    return null;
  }
}
