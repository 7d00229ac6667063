import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readTopology } from './topology.js';

const CPU = '/sys/devices/system/cpu';

function reader(files: Readonly<Record<string, string>>) {
  return {
    read: (path: string) => {
      const text = files[path];
      return text === undefined ? Promise.reject(new Error(`ENOENT ${path}`)) : Promise.resolve(`${text}\n`);
    },
    list: (path: string) => {
      const below = Object.keys(files).filter((file) => file.startsWith(`${path}/`));
      return Promise.resolve([
        ...new Set(below.map((file) => file.slice(path.length + 1).split('/')[0] ?? '')),
      ]);
    },
  };
}

function cpuFiles(id: number, files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(files).map(([name, text]) => [`${CPU}/cpu${String(id)}/${name}`, text]),
  );
}

test('cores by SMT siblings, packages, NUMA nodes, what is allowed', async () => {
  const topology = await readTopology(
    reader({
      '/proc/self/status': 'Name:\tnode\nCpus_allowed:\tf\nCpus_allowed_list:\t0-2,5\nMems_allowed_list:\t0',
      [`${CPU}/online`]: '0-3',
      ...cpuFiles(0, { 'topology/thread_siblings_list': '0,2', 'topology/physical_package_id': '0' }),
      ...cpuFiles(2, { 'topology/thread_siblings_list': '0,2', 'topology/physical_package_id': '0' }),
      ...cpuFiles(1, { 'topology/thread_siblings_list': '1,3', 'topology/physical_package_id': '1' }),
      ...cpuFiles(3, { 'topology/thread_siblings_list': '1,3', 'topology/physical_package_id': '1' }),
      '/sys/devices/system/node/node0/cpulist': '0,2',
      '/sys/devices/system/node/node1/cpulist': '1,3',
      '/sys/devices/system/node/possible': '0-1',
    }),
  );
  assert.equal(topology, {
    allowed: [0, 1, 2],
    cpus: [
      { id: 0, core: 0, package: 0, node: 0, efficiency: false },
      { id: 1, core: 1, package: 1, node: 1, efficiency: false },
      { id: 2, core: 0, package: 0, node: 0, efficiency: false },
      { id: 3, core: 1, package: 1, node: 1, efficiency: false },
    ],
  });
});

test('cores by package and core number where siblings are not told', async () => {
  const core = (packageId: string, coreId: string) => ({
    'topology/physical_package_id': packageId,
    'topology/core_id': coreId,
  });
  const topology = await readTopology(
    reader({
      [`${CPU}/online`]: '0-3',
      ...cpuFiles(0, core('0', '0')),
      ...cpuFiles(1, core('1', '0')),
      ...cpuFiles(2, core('0', '0')),
      ...cpuFiles(3, core('1', '0')),
    }),
  );
  assert.equal(
    topology?.cpus.map((cpu) => cpu.core),
    [0, 1, 0, 1],
  );
  assert.equal(topology?.allowed, [0, 1, 2, 3]);
});

test('a system that tells nothing but the allowed CPUs has a core for each', async () => {
  const topology = await readTopology(reader({ '/proc/self/status': 'Cpus_allowed_list:\t4-5' }));
  assert.equal(
    topology?.cpus.map((cpu) => [cpu.id, cpu.core, cpu.efficiency]),
    [
      [4, 4, false],
      [5, 5, false],
    ],
  );
});

test('a system that tells nothing at all has no topology', async () => {
  assert.is(await readTopology(reader({})), undefined);
});

async function efficient(count: number, files: Readonly<Record<string, string>>): Promise<readonly number[]> {
  const topology = await readTopology(reader({ [`${CPU}/online`]: `0-${String(count - 1)}`, ...files }));
  return (topology?.cpus ?? []).filter((cpu) => cpu.efficiency).map((cpu) => cpu.id);
}

const perCpu = (file: string, values: readonly string[]): Record<string, string> =>
  Object.assign({}, ...values.map((value, id) => cpuFiles(id, { [file]: value }))) as Record<string, string>;

test('efficiency cores by the units of perf', async () => {
  assert.equal(
    await efficient(6, { '/sys/devices/cpu_atom/cpus': '3-4', '/sys/devices/cpu_lowpower/cpus': '5' }),
    [3, 4, 5],
  );
});

test('efficiency cores by capacity', async () => {
  assert.equal(await efficient(4, perCpu('cpu_capacity', ['1024', '1010', '446', '446'])), [2, 3]);
});

test('efficiency cores by highest frequency, where capacities are all the same', async () => {
  assert.equal(
    await efficient(4, {
      ...perCpu('cpu_capacity', ['1024', '1024', '1024', '1024']),
      ...perCpu('cpufreq/cpuinfo_max_freq', ['5000000', '4900000', '3800000', '3800000']),
    }),
    [2, 3],
  );
});

test('a favoured core’s boost makes no efficiency cores of the others', async () => {
  assert.equal(await efficient(3, perCpu('cpufreq/cpuinfo_max_freq', ['5500000', '5800000', '5500000'])), []);
});

test.run();
