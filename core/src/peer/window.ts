import type { CallSamples, Role } from '../contract/collector.js';
import { attachAll } from './evidence.js';
import type { Equipment } from './equipment.js';
import type { OpenWindow, WindowOutcome } from './messages.js';
import { watchVitals } from './vitals.js';

/** Starts to watch this process from inside; the returned function ends the window. */
export async function openWindow(
  equipment: Equipment,
  role: Role,
  { window, collectors, directory }: OpenWindow,
  samples?: CallSamples,
): Promise<() => Promise<WindowOutcome>> {
  const { bench, signal } = equipment;
  const detach = await attachAll({
    catalog: bench.collectors,
    uses: collectors,
    pid: process.pid,
    role,
    window,
    files: bench.host.files,
    directory,
    clock: bench.host.clock,
    hostOf: bench.hostOf,
    signal,
    ...(samples === undefined ? {} : { samples }),
  });
  const watched = watchVitals();
  return async () => {
    const vitals = await watched();
    return { vitals, evidence: await detach() };
  };
}
