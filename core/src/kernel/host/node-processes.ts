import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import type { ProcessUsage } from '../../contract/machine.js';

/*
 * What /proc tells of processes. The agent carries this file's text to other machines, so that it imports nothing but Node.js's own
 * modules. It finds nothing where there is no /proc.
 */

/** USER_HZ is 100 on all that Node.js runs on. */
const tickNs = 10e6;
/** Who was killed is there for a moment longer. */
const roundMs = 2;
const mostRounds = 25;

/** Empty where there is nothing to be read. */
export function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** Where a link leads; empty for none. */
export function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isNumber(name: string): boolean {
  return /^\d+$/.test(name);
}

/** From the third field on, the state: the name before it may hold anything. Empty for a process that has gone, or only waits to be reaped. */
function statOf(path: string): readonly string[] {
  const text = textOf(`${path}/stat`);
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return text === '' || fields[0] === 'Z' || fields[0] === 'X' ? [] : fields;
}

/** The process, what leads back to it by parents, and what is left of its process group and session; it comes first. */
export function processesOf(root: number): readonly number[] {
  return [...treesOf([root])].sort((a, b) => Number(b === root) - Number(a === root) || a - b);
}

/** The same for several at once. Nobody has the number 0, by which children are known that could not be started. */
export function treesOf(numbers: Iterable<number>): ReadonlySet<number> {
  const roots = new Set([...numbers].filter((pid) => pid > 0));
  const found = new Set<number>();
  if (roots.size === 0) return found;
  const stats = processIds()
    .map((pid) => ({ pid, stat: statOf(`/proc/${String(pid)}`) }))
    .filter(({ stat }) => stat.length > 0);
  for (const { pid, stat } of stats) {
    const [, , group = 0, session = 0] = stat.map(Number);
    if (roots.has(pid) || roots.has(group) || roots.has(session)) found.add(pid);
  }
  for (let grown = found.size > 0; grown;) {
    grown = false;
    for (const { pid, stat } of stats) {
      if (found.has(pid) || !found.has(Number(stat[1]))) continue;
      found.add(pid);
      grown = true;
    }
  }
  return found;
}

/** Other processes with a variable in their environment, and its value, as far as this user may look. */
export function bearersOf(variable: string): readonly { readonly pid: number; readonly value: string }[] {
  const others = processIds().filter((pid) => pid !== process.pid);
  return others.flatMap((pid) => {
    const entries = textOf(`/proc/${String(pid)}/environ`).split('\0');
    const entry = entries.find((each) => each.startsWith(`${variable}=`));
    return entry === undefined ? [] : [{ pid, value: entry.slice(variable.length + 1) }];
  });
}

/** When a process started, in ticks since boot; undefined if there is none, or no /proc, and if it only waits for its parent. */
export function startTime(pid: number): string | undefined {
  // The 22nd of all fields.
  return statOf(`/proc/${String(pid)}`)[19];
}

/** The number of its process group; NaN for one that has gone. */
export function groupOf(pid: number): number {
  return Number(statOf(`/proc/${String(pid)}`)[2]);
}

/** Its command line, in one line. */
export function commandOf(pid: number): string {
  return textOf(`/proc/${String(pid)}/cmdline`)
    .replaceAll('\0', ' ')
    .trim();
}

/** Ends what is found, and what it may have started meanwhile; waits a moment until it has gone, without giving way to anything else. */
export function endEach(find: () => Iterable<number>): void {
  const nobody = new Int32Array(new SharedArrayBuffer(4));
  for (let round = 0; round < mostRounds; round += 1) {
    const left = [...find()];
    if (left.length === 0) return;
    for (const pid of left) killProcess(pid);
    Atomics.wait(nobody, 0, 0, roundMs);
  }
}

export function killProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended.
  }
}

function processIds(): readonly number[] {
  return namesIn('/proc').filter(isNumber).map(Number);
}

/** Those that listen on a TCP port, or on the path of a Unix socket; parents before those that they have started. */
export function listenersAt(at: number | string): readonly number[] {
  const inodes = new Set(typeof at === 'number' ? inodesOfPort(at) : inodesOfPath(at));
  if (inodes.size === 0) return [];
  const holds = (pid: string): boolean =>
    namesIn(`/proc/${pid}/fd`).some((fd) => inodes.has(socketInode(`/proc/${pid}/fd/${fd}`)));
  const found = namesIn('/proc').filter((name) => isNumber(name) && holds(name));
  const parents = new Map(found.map((pid) => [Number(pid), Number(statOf(`/proc/${pid}`)[1])]));
  const depth = (pid: number): number => {
    const parent = parents.get(pid);
    return parent === undefined ? 0 : 1 + depth(parent);
  };
  return [...parents.keys()].sort((a, b) => depth(a) - depth(b) || a - b);
}

function socketInode(path: string): string {
  return /^socket:\[(\d+)\]$/.exec(linkOf(path))?.[1] ?? '';
}

function rowsOf(path: string): readonly (readonly string[])[] {
  return textOf(path)
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/));
}

/** State 0A is LISTEN: https://www.kernel.org/doc/Documentation/networking/proc_net_tcp.txt */
function inodesOfPort(port: number): readonly string[] {
  const listening = ([, local = '', , state]: readonly string[]): boolean =>
    state === '0A' && Number.parseInt(local.split(':')[1] ?? '', 16) === port;
  return ['tcp', 'tcp6'].flatMap((file) =>
    rowsOf(`/proc/self/net/${file}`)
      .filter(listening)
      .map((row) => row[9] ?? ''),
  );
}

/** Flag 00010000 is set on a socket that accepts connections. */
function inodesOfPath(path: string): readonly string[] {
  return rowsOf('/proc/self/net/unix')
    .filter(
      ([, , , flags, , , , name]) => name === path && (Number.parseInt(flags ?? '', 16) & 0x10000) !== 0,
    )
    .map((row) => row[6] ?? '');
}

export function usageOf(pids: readonly number[]): ProcessUsage {
  const threadsNs: Record<string, number> = {};
  let [userNs, systemNs, peakRssBytes, processes] = [0, 0, 0, 0];
  let cpus: string | null = null;
  for (const pid of pids) {
    const folder = `/proc/${String(pid)}`;
    const stat = statOf(folder);
    if (stat.length === 0) continue;
    processes += 1;
    userNs += Number(stat[11]) * tickNs;
    systemNs += Number(stat[12]) * tickNs;
    const status = textOf(`${folder}/status`);
    cpus ??= /^Cpus_allowed_list:\s*(\S+)$/m.exec(status)?.[1] ?? null;
    const peak = /^VmHWM:\s*(\d+) kB$/m.exec(status)?.[1];
    peakRssBytes += Number(peak ?? 0) * 1024;
    for (const thread of namesIn(`${folder}/task`)) threadsNs[thread] = threadNs(`${folder}/task/${thread}`);
  }
  return { userNs, systemNs, threadsNs, peakRssBytes, processes, cpus };
}

/** The scheduler's own figure where it is kept; it is finer than ticks. */
function threadNs(folder: string): number {
  const [spent] = textOf(`${folder}/schedstat`).split(' ');
  if (spent !== undefined && spent !== '') return Number(spent);
  const stat = statOf(folder);
  return stat.length === 0 ? 0 : (Number(stat[11]) + Number(stat[12])) * tickNs;
}

/** The clock that this machine's processes read, see {@link domainOf}. */
export function clockDomain(): string {
  return domainOf(textOf('/proc/sys/kernel/random/boot_id'), textOf('/proc/self/timens_offsets'));
}

/** The boot of the kernel, and how far the clocks of this time namespace are from its own; empty where the system doesn't tell. */
export function domainOf(boot: string, offsets: string): string {
  return boot === '' ? '' : `${boot} ${offsets}`.trim().replaceAll(/\s+/g, ' ');
}
