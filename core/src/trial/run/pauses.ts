import type { Pauses } from '../../contract/pauses.js';
import { leastPauseNs, type SeenPauses, type Stretch } from '../recorder/pauses.js';

/** A side was busy or blocked if it waited for events for no more than this share of a pause, and waited if all but this. */
const margin = 0.1;

/** The pauses that the client saw, and who stood still as far as both sides' event loops tell. */
export function pausesOf(client: SeenPauses, server: SeenPauses | undefined): Pauses {
  const { startNs: beganNs, count, totalNs, longest } = client;
  return {
    leastNs: leastPauseNs,
    count,
    totalNs,
    longest: longest.map((pause) => ({
      startNs: pause.startNs - beganNs,
      lengthNs: pause.lengthNs,
      stoodStill: stoodStill(pause, server?.longest ?? []),
    })),
  };
}

function stoodStill(pause: Stretch, atServer: readonly Stretch[]): string | null {
  const same = atServer.find((stretch) => overlapNs(pause, stretch) >= (1 - margin) * pause.lengthNs);
  if (same === undefined) return null;
  if (waited(pause) && wasBusy(same)) return 'server';
  return wasBusy(pause) && waited(same) ? 'client' : null;
}

function overlapNs(a: Stretch, b: Stretch): number {
  return Math.min(a.startNs + a.lengthNs, b.startNs + b.lengthNs) - Math.max(a.startNs, b.startNs);
}

function waited({ idleNs, lengthNs }: Stretch): boolean {
  return idleNs >= (1 - margin) * lengthNs;
}

function wasBusy({ idleNs, lengthNs }: Stretch): boolean {
  return idleNs <= margin * lengthNs;
}
