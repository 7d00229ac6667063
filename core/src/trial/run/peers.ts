import { fileURLToPath } from 'node:url';
import { peerUses } from '../../record/plan/axis-values.js';
import type { Cell } from '../../contract/cell.js';
import type { Experiment } from '../../contract/experiment.js';
import type { Host } from '../../contract/host.js';
import { kindTable } from '../../contract/kinds.js';
import type { Endpoint } from '../../contract/endpoint.js';
import type { Kernel } from '../../kernel/kernel.js';
import type { Progress, Role, StartPeer } from '../peer/messages.js';
import { PeerProcess } from '../peer/peer-process.js';

const entry = fileURLToPath(new URL('../peer/main.js', import.meta.url));

/** Starts a peer process on the host. */
export function launch(
  host: Host,
  role: Role,
  nodeFlags: readonly string[],
  onProgress: (progress: Progress) => void,
): PeerProcess {
  const child = host.spawn(host.runtime.executable, [...nodeFlags, entry]);
  return new PeerProcess(host, role, child, onProgress);
}

/** What a peer of this cell is told; a server, or a client that hosts one, also learns where to listen. */
export function startMessage(
  kernel: Kernel,
  experiment: Experiment,
  cell: Cell,
  trial: number,
  role: Role,
  endpoint: Endpoint | undefined,
): StartPeer {
  return {
    role,
    plugins: pluginsOf(kernel, experiment, cell),
    settings: kernel.settings,
    transport: cell.transport,
    codec: cell.codec,
    clients: cell.concurrency,
    size: cell.size,
    serviceTimeNs: cell.serviceTimeNs,
    flow: cell.flow,
    load: cell.load,
    callTimeoutMs: experiment.callTimeoutMs,
    seed: experiment.seed * 1000 + trial,
    ...(endpoint === undefined ? {} : { endpoint }),
  };
}

/** The plugins that this cell's contributions come from: a peer imports no others. */
function pluginsOf(kernel: Kernel, experiment: Experiment, cell: Cell): StartPeer['plugins'] {
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
