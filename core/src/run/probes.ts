import type { Availability } from '../contract/collector.js';
import { type Owner, reasonOf } from '../errors.js';
import { callPlugin } from '../guard.js';
import type { Kernel } from '../kernel.js';

export interface Probed {
  readonly name: string;
  readonly owner: Owner;
  readonly availability: Availability;
}

const limitMs = 10_000;

/** Asks every collector whether it can work here. One that fails to say so is reported as one that can't. */
export function probeCollectors(kernel: Kernel, signal: AbortSignal): Promise<readonly Probed[]> {
  const guard = { clock: kernel.host.clock, limitMs, signal };
  return Promise.all(
    kernel.collectors.entries().map(async ({ name, owner, contribution }): Promise<Probed> => {
      try {
        const work = () => contribution.probe(kernel.hostOf(owner));
        const availability = await callPlugin({ kind: 'collector', name, owner }, guard, work);
        return { name, owner, availability };
      } catch (thrown) {
        const remedy = 'tell its author, or leave it out';
        return { name, owner, availability: { available: false, missing: reasonOf(thrown), remedy } };
      }
    }),
  );
}
