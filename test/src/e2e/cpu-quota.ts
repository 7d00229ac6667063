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
const oldRoot = '/sys/fs/cgroup/cpu';
const newRoot = '/sys/fs/cgroup';

/** Makes the group, of version 1 where there is such a hierarchy; says why if that can't be done here. */
export function makeCpuQuota(cpus: number): CpuQuota | string {
  const quotaUs = Math.round(cpus * periodUs);
  const old = existsSync(join(oldRoot, 'cpu.cfs_quota_us'));
  const folder = join(old ? oldRoot : newRoot, `wiretax-e2e-${String(process.pid)}`);
  const remove = (): void => {
    rmdirSync(folder);
  };
  try {
    mkdirSync(folder);
  } catch (thrown) {
    return (thrown as Error).message;
  }
  try {
    if (old) writeFileSync(join(folder, 'cpu.cfs_quota_us'), String(quotaUs));
    else writeFileSync(join(folder, 'cpu.max'), `${String(quotaUs)} ${String(periodUs)}`);
  } catch (thrown) {
    remove();
    return (thrown as Error).message;
  }
  const script = `echo $$ > '${join(folder, 'cgroup.procs')}' && exec "$@"`;
  return { launcher: ['sh', '-c', script, 'sh'], remove };
}
