import type { CallSamples } from '../../contract/collector.js';
import { attachAll } from './evidence.js';
import type { Equipment } from './equipment.js';
import type { OpenWindow, WindowOutcome } from './messages.js';
import { watchVitals } from './vitals.js';

/** A window of this process, as it sees itself. */
export interface Watched {
  /** The window begins: collectors are attached already. */
  readonly begin: () => void;
  readonly end: () => Promise<WindowOutcome>;
}

/** Attaches what watches this process from inside. */
export async function openWindow(
  equipment: Equipment,
  { window, collectors, directory }: OpenWindow,
  samples?: CallSamples,
  spunNs?: () => number,
): Promise<Watched> {
  const { bench, packages, peer, signal } = equipment;
  const detach = await attachAll({
    catalog: bench.collectors,
    uses: collectors,
    peer: { ...peer, pid: process.pid, pids: [process.pid] },
    window,
    files: bench.host.files,
    directory,
    clock: bench.host.clock,
    hostOf: bench.hostOf,
    signal,
    packages,
    ...(samples === undefined ? {} : { samples }),
  });
  const vitals = watchVitals(spunNs);
  return {
    begin: vitals.begin,
    end: async () => ({ vitals: await vitals.end(), evidence: await detach() }),
  };
}
