import type { Metric } from '@wiretax/core';

/** The names of metrics, and the kernel's counters in /proc/net/snmp and /proc/net/netstat. */
const counters = [
  ['tcp.retransmits', 'Tcp', 'RetransSegs'],
  ['tcp.listen-overflows', 'TcpExt', 'ListenOverflows'],
  ['tcp.receive-pruned', 'TcpExt', 'RcvPruned'],
  ['tcp.receive-collapses', 'TcpExt', 'PruneCalled'],
  ['tcp.zero-windows', 'TcpExt', 'TCPToZeroWindowAdv'],
] as const;

/** By `<group>.<counter>`, such as `Tcp.RetransSegs`. */
export type NetworkCounters = ReadonlyMap<string, number>;

/** Reads pairs of lines, names above values: `Tcp: RtoMin RtoMax …` and `Tcp: 200 120000 …`. */
export function parseNetworkCounters(text: string): NetworkCounters {
  const found = new Map<string, number>();
  const lines = text.split('\n').map((line) => line.split(' '));
  for (const [index, names] of lines.entries()) {
    const values = lines[index + 1];
    const [group] = names;
    if (group?.endsWith(':') !== true || values?.[0] !== group) continue;
    for (const [column, value] of values.entries()) {
      const name = names[column];
      if (name !== undefined && /^-?\d+$/.test(value))
        found.set(group.slice(0, -1) + '.' + name, Number(value));
    }
  }
  return found;
}

/** What happened between two readings, of the counters that this kernel has. */
export function tcpMetrics(before: NetworkCounters, after: NetworkCounters): readonly Metric[] {
  return counters.flatMap(([name, group, counter]): readonly Metric[] => {
    const start = before.get(`${group}.${counter}`);
    const end = after.get(`${group}.${counter}`);
    if (start === undefined || end === undefined) return [];
    return [{ name, value: Math.max(0, end - start), unit: 'count', kind: 'counter' }];
  });
}
