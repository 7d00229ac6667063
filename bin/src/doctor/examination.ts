import { availableParallelism } from 'node:os';
import type { Host } from '@wiretax/core';
import { describeMachine, readConditions } from '@wiretax/core/record';
import type { FoundPlugin } from '@wiretax/config/plugins/found-plugin.js';
import type { Check } from './check.js';
import { checkClock } from './clock.js';
import { checkCollectors } from './collectors.js';
import { checkFitness } from './fitness.js';
import { checkLeftovers } from './leftovers.js';
import { checkLocalPorts, checkOpenFiles } from './limits.js';
import { checkNode } from './node-version.js';
import { checkPlugins } from './plugin-health.js';
import { checkProcessors } from './processors.js';
import { checkPerfAccess, checkPrograms } from './programs.js';
import { checkSockets } from './sockets.js';
import { checkOutput } from './storage.js';

/** Everything that `wiretax doctor` looks at, in the order in which it tells. */
export async function examine(
  host: Host,
  plugins: readonly FoundPlugin[],
  out: string,
  { clean = false, listFault }: { readonly clean?: boolean; readonly listFault?: string | undefined } = {},
): Promise<readonly Check[]> {
  const described = describeMachine(host);
  const conditions = await readConditions(host, 1, described, new AbortController().signal);
  const machine = await described;
  return [
    checkNode(machine.node),
    ...checkProcessors(machine, availableParallelism()),
    ...checkFitness(machine, conditions),
    checkClock(host.clock),
    checkOpenFiles(machine),
    await checkLocalPorts(host),
    ...(await checkSockets(host)),
    await checkOutput(host, out),
    checkLeftovers(clean),
    ...(await checkPrograms(host)),
    checkPerfAccess(machine, process.getuid?.() === 0),
    ...(await checkCollectors(host, plugins)),
    ...checkPlugins(plugins, listFault),
  ];
}
