import { join } from 'node:path';
import type { Host } from '../../contract/host.js';
import type { MachineFacts } from '../../contract/machine-facts.js';
import { openFilesLimit } from '../../kernel/host/proc-stat.js';

const cpuFolder = '/sys/devices/system/cpu';

/** What the machine is, as far as the system tells. */
export async function describeMachine(host: Host): Promise<MachineFacts> {
  const read = async (path: string): Promise<string | null> => {
    try {
      return (await host.files.read(path)).trim();
    } catch {
      return null;
    }
  };
  const number = async (path: string): Promise<number | null> => {
    const text = await read(path);
    return text === null || text === '' || Number.isNaN(Number(text)) ? null : Number(text);
  };
  const cpuinfo = (await read('/proc/cpuinfo')) ?? '';
  const { runtime } = host;
  return {
    node: runtime.node,
    v8: runtime.v8,
    execArgv: runtime.flags,
    platform: host.platform,
    architecture: runtime.architecture,
    kernel: (await read('/proc/sys/kernel/osrelease')) ?? 'unknown',
    cpuModel: /^model name\s*:\s*(.+)$/m.exec(cpuinfo)?.[1] ?? null,
    logicalCpus: [...cpuinfo.matchAll(/^processor\s*:/gm)].length,
    smt: flag(await read(`${cpuFolder}/smt/active`)),
    governor: await read(`${cpuFolder}/cpu0/cpufreq/scaling_governor`),
    turbo: await turbo(read),
    clockSource: await read('/sys/devices/system/clocksource/clocksource0/current_clocksource'),
    mitigations: await mitigations(host, read),
    virtualisation: await virtualisation(cpuinfo, read),
    stealShare: stealShare((await read('/proc/stat')) ?? ''),
    perfEventParanoid: await number('/proc/sys/kernel/perf_event_paranoid'),
    openFilesLimit: openFilesLimit((await read('/proc/self/limits')) ?? ''),
    memoryBytes: memoryBytes((await read('/proc/meminfo')) ?? ''),
    gitCommit: await gitCommit(host),
  };
}

type Read = (path: string) => Promise<string | null>;

function flag(text: string | null): boolean | null {
  return text === '1' ? true : text === '0' ? false : null;
}

async function turbo(read: Read): Promise<boolean | null> {
  const disabled = flag(await read(`${cpuFolder}/intel_pstate/no_turbo`));
  return disabled === null ? flag(await read(`${cpuFolder}/cpufreq/boost`)) : !disabled;
}

async function mitigations(host: Host, read: Read): Promise<Record<string, string>> {
  const folder = `${cpuFolder}/vulnerabilities`;
  const names = await host.files.list(folder);
  const texts = await Promise.all(names.map((name) => read(join(folder, name))));
  return Object.fromEntries(names.map((name, index) => [name, texts[index] ?? 'unknown']));
}

async function virtualisation(cpuinfo: string, read: Read): Promise<string | null> {
  const hypervisor = await read('/sys/hypervisor/type');
  if (hypervisor !== null) return hypervisor;
  const product = await read('/sys/class/dmi/id/product_name');
  if (!/^flags\s*:.*\bhypervisor\b/m.test(cpuinfo)) return null;
  return product ?? 'virtual machine';
}

/** Share of all CPU time since boot that the hypervisor gave to others. */
function stealShare(stat: string): number | null {
  const fields = /^cpu +(.*)$/m.exec(stat)?.[1]?.split(' ').map(Number);
  const steal = fields?.[7];
  if (fields === undefined || steal === undefined) return null;
  const all = fields.slice(0, 8).reduce((sum, field) => sum + field, 0);
  return all === 0 ? null : steal / all;
}

function memoryBytes(meminfo: string): number | null {
  const kibibytes = /^MemTotal:\s+(\d+) kB/m.exec(meminfo)?.[1];
  return kibibytes === undefined ? null : Number(kibibytes) * 1024;
}

async function gitCommit(host: Host): Promise<string | null> {
  try {
    const { code, stdout } = await host.run('git', ['rev-parse', 'HEAD'], { timeoutMs: 2_000 });
    return code === 0 ? stdout.trim() : null;
  } catch {
    return null;
  }
}
