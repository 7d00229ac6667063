import type { Cell } from '../../contract/cell.js';
import type { Experiment } from '../../contract/experiment.js';
import { localMachineName } from '../../contract/peer.js';
import type { PeerSpec } from '../../contract/topology.js';
import { expectAnswer } from '../../kernel/contribution-shape.js';
import { deepFreeze } from '../../kernel/freeze.js';
import { callPluginSync } from '../../kernel/guard.js';
import type { Kernel } from '../../kernel/kernel.js';
import { withSecrets } from '../../kernel/secrets.js';
import { startOrder } from '../../record/plan/start-order.js';

/** A peer of a cast: as its topology has it, and what the experiment adds. */
export interface CastSpec extends PeerSpec {
  /** Where it runs: `local`, or a machine of the experiment. */
  readonly machine: string;
  /** Of a client: which of how many processes it is, and how many callers it has. */
  readonly share: { readonly part: number; readonly parts: number; readonly callers: number };
}

/** The peers of a cell, in the order in which they can be started. Throws, naming the topology, for what no topology may say. */
export function castSpecs(
  kernel: Kernel,
  { machines = {}, clientProcesses = 1 }: Pick<Experiment, 'machines' | 'clientProcesses'>,
  cell: Cell,
): readonly CastSpec[] {
  const { use, label } = cell.topology;
  const { contribution, owner } = kernel.topologies.need(use);
  const subject = { kind: 'topology', name: use, owner };
  const options = deepFreeze(
    withSecrets(`topology ${label}`, cell.topology.options, contribution.options, kernel.host.env),
  );
  const specs = callPluginSync(subject, () => {
    const given = expectAnswer(subject, 'peers', 'peers', contribution.peers(cell, options));
    return startOrder(given.map((spec) => aimed(spec, cell)));
  });
  const machineOf = (name: string): string =>
    Object.keys(machines).find((machine) => machines[machine]?.peers.includes(name) === true) ??
    localMachineName;
  const parts = Math.min(clientProcesses, cell.concurrency);
  return specs.flatMap((spec): readonly CastSpec[] => {
    const machine = machineOf(spec.name);
    if (spec.half !== 'client') return [{ ...spec, machine, share: { part: 0, parts: 1, callers: 0 } }];
    return Array.from({ length: parts }, (_, part) => ({
      ...spec,
      name: parts === 1 ? spec.name : `${spec.name}-${String(part + 1)}`,
      machine,
      share: { part, parts, callers: Math.floor((cell.concurrency + parts - 1 - part) / parts) },
    }));
  });
}

/** With the target of the cell in the place of core's own server. */
function aimed(spec: PeerSpec, { target: { server } }: Cell): PeerSpec {
  if (server === undefined || spec.half !== 'server' || spec.run.kind !== 'ours') return spec;
  return { ...spec, run: { kind: 'target', endpoint: server.endpoint } };
}
