import {
  type Cell,
  type Experiment,
  localMachineName,
  PluginError,
  reasonOf,
  WiretaxError,
} from '@wiretax/core';
import { capabilitiesOf } from '@wiretax/core/record';
import { castSpecs, type CastSpec, type Kernel } from '@wiretax/core/run';
import type { ProblemList } from '../read/problem-list.js';

type Experiments = Pick<Experiment, 'machines' | 'localAddress' | 'clientProcesses'>;

const reaches = ['process', 'machine', 'network'] as const;

/** Checks of each cell that its peers can make a trial, where they are to run, and with the server that it aims at. */
export function checkCasts(
  experiment: Experiments,
  cells: readonly Cell[],
  kernel: Kernel,
  problems: ProblemList,
): void {
  const said = new Set<string>();
  const once = (path: string, message: string): void => {
    if (said.has(message) || problems.isFull || problems.covers(path)) return;
    said.add(message);
    problems.add(path, message);
  };
  const seen = new Set<string>();
  for (const cell of cells) {
    if (kernel.topologies.entry(cell.topology.use) === undefined || problems.covers('topology')) return;
    const specs = specsOf(experiment, cell, kernel, once);
    for (const { name } of specs) seen.add(name.replace(/^(client)-\d+$/, '$1'));
    if (specs.length === 0) continue;
    checkReach(specs, cell, kernel, once);
    checkWay(experiment, specs, once);
    checkTarget(cell, kernel, once);
  }
  if (said.size > 0) return;
  for (const [name, { peers }] of Object.entries(experiment.machines ?? {})) {
    for (const peer of peers.filter((each) => !seen.has(each)))
      once(`machines.${name}.peers`, `there is no peer ${peer}; peers are ${[...seen].join(', ')}`);
  }
}

type Once = (path: string, message: string) => void;

function specsOf(experiment: Experiments, cell: Cell, kernel: Kernel, once: Once): readonly CastSpec[] {
  try {
    return castSpecs(kernel, experiment, cell);
  } catch (thrown) {
    if (thrown instanceof PluginError || thrown instanceof WiretaxError) once('topology', reasonOf(thrown));
    else throw thrown;
    return [];
  }
}

/** Whoever is called from another machine must listen where that reaches it. */
function checkWay({ localAddress }: Experiments, specs: readonly CastSpec[], once: Once): void {
  if (localAddress !== undefined) return;
  for (const { name, machine, calls = [] } of specs) {
    const here = specs.filter(
      (spec) => calls.includes(spec.name) && spec.machine === localMachineName && spec.run.kind !== 'target',
    );
    for (const callee of machine === localMachineName ? [] : here)
      once(
        'machines',
        `${name} on ${machine} calls ${callee.name}, which is here; say where it reaches this machine: machines.local.address`,
      );
  }
}

/** Links that end within a process or a machine can't carry what goes further. */
function checkReach(
  specs: readonly CastSpec[],
  { link, topology }: Cell,
  { links }: Kernel,
  once: Once,
): void {
  const machines = new Set(specs.map(({ machine }) => machine));
  const isPair = specs.every(({ run, half }) => run.kind === 'ours' && half !== 'middle');
  const wanted = machines.size > 1 ? 'network' : isPair ? 'process' : 'machine';
  const found = links.get(link.use);
  if (found === undefined || reaches.indexOf(found.reach) >= reaches.indexOf(wanted)) return;
  const why =
    wanted === 'network'
      ? `its peers are on ${[...machines].join(' and ')}`
      : `topology ${topology.label} has peers of its own`;
  once('link', `link ${link.label} reaches no further than a ${found.reach}, and ${why}; use tcp`);
}

function checkTarget(
  { target: { server, label }, transport: use, link, serviceTimeNs }: Cell,
  { transports }: Kernel,
  once: Once,
): void {
  const transport = transports.entry(use.use);
  if (server === undefined || transport === undefined) return;
  const { scheme, endpoint, workload } = server;
  const { schemes = [], workloads = false } = capabilitiesOf(transport, use.options);
  if (!schemes.includes(scheme)) {
    const speaks = schemes.length === 0 ? 'calls no servers but its own' : `speaks ${schemes.join(', ')}`;
    once('target', `${use.label} ${speaks}, not ${scheme}; leave it out, or exclude the pair`);
    return;
  }
  if (link.use !== endpoint.link)
    once(
      'link',
      `target ${label} is reached over ${endpoint.link}, not over link ${link.label}; leave link out`,
    );
  if (workload === undefined) return;
  if (!workloads)
    once('target', `${use.label} sends a server nothing but echo's calls; leave ${workload.path} out`);
  if (serviceTimeNs > 0)
    once(
      'serviceTime',
      `target ${label} is asked for ${workload.path}, and spends no time for us; leave serviceTime out`,
    );
}
