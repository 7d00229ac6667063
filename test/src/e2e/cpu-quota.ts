import { existsSync, mkdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A cgroup that gets part of a CPU in every period of 100 ms. */
export interface CpuQuota {
  /** Runs its last arguments in the group. */
  readonly launcher: readonly string[];
  /** To be called when its processes have ended. */
  remove(): void;
}

const periodUs = 100_000;
/** Of version 1 where there is such a hierarchy, else of version 2. */
const hierarchies = [
  { root: '/sys/fs/cgroup/cpu', file: 'cpu.cfs_quota_us', value: (quotaUs: number) => String(quotaUs) },
  {
    root: '/sys/fs/cgroup',
    file: 'cpu.max',
    value: (quotaUs: number) => `${String(quotaUs)} ${String(periodUs)}`,
  },
] as const;
let groups = 0;

/** Makes the group; says why if that can't be done here. */
export function makeCpuQuota(cpus: number): CpuQuota | string {
  groups += 1;
  let refusal = 'there are no cgroups here';
  for (const { root, file, value } of hierarchies) {
    if (!existsSync(join(root, 'cgroup.procs'))) continue;
    const folder = join(root, `wiretax-test-${String(process.pid)}-${String(groups)}`);
    try {
      mkdirSync(folder);
    } catch (thrown) {
      refusal = (thrown as Error).message;
      continue;
    }
    const remove = (): void => {
      rmdirSync(folder);
    };
    try {
      writeFileSync(join(folder, file), value(Math.round(cpus * periodUs)), { flag: 'r+' });
    } catch (thrown) {
      refusal = (thrown as Error).message;
      remove();
      continue;
    }
    const script = `echo $$ > '${join(folder, 'cgroup.procs')}' && exec "$@"`;
    return { launcher: ['sh', '-c', script, 'sh'], remove };
  }
  return `no cgroup with a quota can be made: ${refusal}`;
}
