import { posix } from 'node:path';

/**
 * Where the quotas that may stop this process are accounted for: the `cpu.stat` of its control group and of those above it, as far as they
 * can be seen, of version 2 and of the `cpu` controller of version 1. From /proc/self/cgroup and /proc/self/mountinfo.
 */
export function throttleFiles(cgroup: string, mountinfo: string): readonly string[] {
  return mountinfo.split('\n').flatMap((line) => {
    const mount = parseMount(line);
    const own = mount === undefined ? undefined : groupIn(cgroup, mount.version);
    if (mount === undefined || own === undefined) return [];
    const inside = posix.relative(mount.root, own);
    // A group that was bound in, or lies outside of the namespace, shows no group of this process but its root.
    const names = inside === '' || inside.startsWith('..') ? [] : inside.split('/');
    return Array.from({ length: names.length + 1 }, (_, depth) =>
      posix.join(mount.point, ...names.slice(0, names.length - depth), 'cpu.stat'),
    );
  });
}

/** Throttled time of a `cpu.stat`, ns; undefined for one that knows no quota. */
export function throttledNs(text: string): number | undefined {
  const [, key, value] = /^throttled_(time|usec) (\d+)$/m.exec(text) ?? [];
  return key === undefined ? undefined : Number(value) * (key === 'usec' ? 1000 : 1);
}

interface Mount {
  readonly version: 1 | 2;
  /** The group that is mounted at `point`. */
  readonly root: string;
  readonly point: string;
}

/** `33 31 0:30 /root /point options - type source options`; undefined for what has no cpu controller. */
function parseMount(line: string): Mount | undefined {
  const [before = '', after = ''] = line.split(' - ');
  const [, , , root, point] = before.split(' ').map(unescaped);
  const [type, , options = ''] = after.split(' ');
  if (root === undefined || point === undefined) return undefined;
  if (type === 'cgroup2') return { version: 2, root, point };
  return type === 'cgroup' && options.split(',').includes('cpu') ? { version: 1, root, point } : undefined;
}

/** `0::/group` for version 2, `4:cpu,cpuacct:/group` for version 1. */
function groupIn(cgroup: string, version: Mount['version']): string | undefined {
  for (const line of cgroup.split('\n')) {
    const [, id, controllers = '', group] = /^(\d+):([^:]*):(.*)$/.exec(line) ?? [];
    if (version === 2 ? id === '0' : controllers.split(',').includes('cpu')) return group;
  }
  return undefined;
}

/** Blanks in paths are written as octal numbers. */
function unescaped(field: string): string {
  return field.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}
