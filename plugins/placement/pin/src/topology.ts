import type { Files } from '@wiretax/core';
import { parseCpuList } from './cpu-list.js';
import { efficiencyCores } from './efficiency.js';

/** One logical CPU that is online. */
export interface Cpu {
  readonly id: number;
  /** Lowest number among the logical CPUs of its physical core: equal for SMT siblings. */
  readonly core: number;
  readonly package: number;
  /** NUMA node. */
  readonly node: number;
  /** Whether it belongs to a slower class of core than the machine's fastest. */
  readonly efficiency: boolean;
}

export interface Topology {
  readonly cpus: readonly Cpu[];
  /** Online CPUs that this process, and so the peers it starts, may run on. */
  readonly allowed: readonly number[];
}

type Reader = Pick<Files, 'read' | 'list'>;

const CPUS = '/sys/devices/system/cpu';
const NODES = '/sys/devices/system/node';

/** What /proc and /sys tell; undefined if they don't even tell which CPUs there are. */
export async function readTopology(files: Reader): Promise<Topology | undefined> {
  const status = await readIfThere(files, '/proc/self/status');
  const allowedList = status === undefined ? undefined : allowedCpus(status);
  const online = parseCpuList((await readIfThere(files, `${CPUS}/online`)) ?? '') ?? allowedList;
  if (!online) return undefined;
  const allowed = allowedList?.filter((id) => online.includes(id)) ?? online;
  const [nodes, atoms, lowPower, located] = await Promise.all([
    nodesByCpu(files),
    readIfThere(files, '/sys/devices/cpu_atom/cpus'),
    readIfThere(files, '/sys/devices/cpu_lowpower/cpus'),
    Promise.all(online.map((id) => locate(files, id))),
  ]);
  const slow = efficiencyCores(located, [
    ...(parseCpuList(atoms ?? '') ?? []),
    ...(parseCpuList(lowPower ?? '') ?? []),
  ]);
  const firstOfCore = new Map<string, number>();
  for (const { id, coreKey } of located) {
    if (!firstOfCore.has(coreKey)) firstOfCore.set(coreKey, id);
  }
  const cpus = located.map((cpu) => ({
    id: cpu.id,
    core: firstOfCore.get(cpu.coreKey) ?? cpu.id,
    package: cpu.package,
    node: nodes.get(cpu.id) ?? 0,
    efficiency: slow.has(cpu.id),
  }));
  return { cpus, allowed };
}

/** The list on the line Cpus_allowed_list of a /proc/…/status. */
export function allowedCpus(status: string): readonly number[] | undefined {
  const line = /^Cpus_allowed_list:\s*(\S+)$/m.exec(status);
  return line?.[1] === undefined ? undefined : parseCpuList(line[1]);
}

export async function readIfThere(files: Pick<Files, 'read'>, path: string): Promise<string | undefined> {
  try {
    return (await files.read(path)).trim();
  } catch {
    return undefined;
  }
}

async function locate(files: Reader, id: number) {
  const folder = `${CPUS}/cpu${String(id)}`;
  const [siblings, coreId, packageId, capacity, frequency] = await Promise.all(
    [
      'topology/thread_siblings_list',
      'topology/core_id',
      'topology/physical_package_id',
      'cpu_capacity',
      'cpufreq/cpuinfo_max_freq',
    ].map((file) => readIfThere(files, `${folder}/${file}`)),
  );
  // core_id alone would not do: it is unique only within a package, on some machines only within a die.
  const byId = coreId === undefined ? `cpu ${String(id)}` : `core ${packageId ?? ''} ${coreId}`;
  return {
    id,
    coreKey: siblings === undefined || siblings === '' ? byId : `siblings ${siblings}`,
    package: Number(packageId ?? 0),
    capacity: Number(capacity ?? NaN),
    frequency: Number(frequency ?? NaN),
  };
}

async function nodesByCpu(files: Reader): Promise<ReadonlyMap<number, number>> {
  const names = (await files.list(NODES)).filter((name) => /^node\d+$/.test(name));
  const nodes = new Map<number, number>();
  for (const name of names) {
    const cpus = parseCpuList((await readIfThere(files, `${NODES}/${name}/cpulist`)) ?? '');
    for (const cpu of cpus ?? []) nodes.set(cpu, Number(name.slice('node'.length)));
  }
  return nodes;
}
