import { peerUses } from '../../record/plan/axis-values.js';
import type { Endpoint } from '../../contract/endpoint.js';
import type { Experiment } from '../../contract/experiment.js';
import { kindTable } from '../../contract/kinds.js';
import type { Kernel } from '../../kernel/kernel.js';
import type { PlannedTrial } from '../../record/plan/trials.js';
import type { StartPeer } from '../peer/messages.js';
import type { CastSpec } from './specs.js';

/** Between the seeds of two client processes of a trial: more than an experiment has repetitions. */
const seedsApart = 1_000_003;

/** What a peer of this cell is told, but for its plugins; a server, or a client that hosts one, also learns where to listen. */
export function startMessage(
  { settings }: Kernel,
  experiment: Experiment,
  { cell, trial }: Pick<PlannedTrial, 'cell' | 'trial'>,
  { name, half, share }: Pick<CastSpec, 'name' | 'half' | 'share'>,
  { endpoint, sharesClock }: { readonly endpoint: Endpoint | undefined; readonly sharesClock: boolean },
): Omit<StartPeer, 'plugins'> {
  const workload = half === 'client' ? cell.target.server?.workload : undefined;
  return {
    peer: name,
    half: half === 'client' ? 'client' : 'server',
    settings,
    transport: cell.transport,
    codec: cell.codec,
    clients: half === 'client' ? share.callers : cell.concurrency,
    part: share.part,
    parts: share.parts,
    size: cell.size,
    serviceTimeNs: cell.serviceTimeNs,
    flow: cell.flow,
    load: cell.load,
    callTimeoutMs: experiment.callTimeoutMs,
    ...(experiment.tolerate === undefined ? {} : { tolerate: experiment.tolerate }),
    seed: experiment.seed * 1000 + trial + share.part * seedsApart,
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(workload === undefined ? {} : { workload }),
    ...(sharesClock ? {} : { sharesClock }),
  };
}

/** The plugins that this cell's contributions come from: a peer imports no others. */
export function peerPlugins(
  kernel: Kernel,
  experiment: Experiment,
  { cell }: Pick<PlannedTrial, 'cell'>,
): StartPeer['plugins'] {
  const inside = experiment.collectors.filter(({ use }) => kernel.collectors.get(use)?.side === 'inside');
  const owners = new Set([
    ...peerUses(cell).map(({ kind, use }) => kernel[kindTable[kind].plural].need(use.use).owner.name),
    ...inside.map(({ use }) => kernel.collectors.need(use).owner.name),
  ]);
  return kernel.plugins
    .filter(({ plugin }) => owners.has(plugin.name))
    .map(({ plugin, version, entry: url, folder, dependencies, foreignCore = false }) => ({
      name: plugin.name,
      version,
      entry: url,
      ...(folder === undefined ? {} : { folder }),
      dependencies,
      foreignCore,
    }));
}
