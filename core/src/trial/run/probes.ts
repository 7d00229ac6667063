import { setMaxListeners } from 'node:events';
import type { Availability } from '../../contract/collector.js';
import type { Experiment } from '../../contract/experiment.js';
import type { Use } from '../../contract/cell.js';
import type { EvidenceRecord } from '../../contract/trial-record.js';
import { type Owner, reasonOf } from '../../kernel/errors.js';
import { callPlugin } from '../../kernel/guard.js';
import type { Kernel } from '../../kernel/kernel.js';

export interface Probed {
  readonly name: string;
  readonly owner: Owner;
  readonly availability: Availability;
}

const limitMs = 10_000;

/** A collector that a run asks for and that can't work here. */
export interface Unavailable {
  readonly use: Use;
  readonly window: EvidenceRecord['window'];
  /** What is missing and how to get it. */
  readonly reason: string;
}

/**
 * Asks collectors whether they can work here: these, or all of them. One that fails to say so is reported as
 * one that can't.
 */
export function probeCollectors(
  kernel: Kernel,
  signal: AbortSignal,
  names?: readonly string[],
): Promise<readonly Probed[]> {
  // Each asks for it to be told: many at once are no leak.
  setMaxListeners(0, signal);
  const guard = { clock: kernel.host.clock, limitMs, signal };
  const asked = kernel.collectors.entries().filter(({ name }) => names?.includes(name) ?? true);
  return Promise.all(
    asked.map(async ({ name, owner, contribution }): Promise<Probed> => {
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

/** Those of the experiment's collectors that can't work here. */
export async function unavailableCollectors(
  kernel: Kernel,
  { collectors }: Experiment,
  signal: AbortSignal,
): Promise<readonly Unavailable[]> {
  const names = collectors.map(({ use }) => use);
  const probed = await probeCollectors(kernel, signal, names);
  return collectors.flatMap((use): Unavailable[] => {
    const found = probed.find(({ name }) => name === use.use);
    if (found === undefined || found.availability.available) return [];
    const { missing, remedy } = found.availability;
    const free = kernel.collectors.need(use.use).contribution.overhead === 'free';
    const who = `collector ${use.use} (${found.owner.name} ${found.owner.version})`;
    const reason = `${who} can't work here: ${missing}; ${remedy}`;
    return [{ use, window: free ? 'measure' : 'profile', reason }];
  });
}
