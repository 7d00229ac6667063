import type { Collector } from '../../contract/collector.js';
import type { Experiment } from '../../contract/experiment.js';
import type { Use } from '../../contract/cell.js';
import type { Kernel } from '../../kernel/kernel.js';

/** A repetition of the measured load with collectors attached. */
export interface Pass {
  readonly uses: readonly Use[];
  /** If there are any, the pass needs peers of its own. */
  readonly nodeFlags: readonly string[];
}

/** Light collectors share one pass, each heavy one gets its own. */
export function passesOf(kernel: Kernel, experiment: Experiment): readonly Pass[] {
  const light = collectorsOf(kernel, experiment, 'light');
  const heavy = collectorsOf(kernel, experiment, 'heavy').map((use): Pass => {
    const { nodeFlags = [] } = kernel.collectors.need(use.use).contribution;
    return { uses: [use], nodeFlags };
  });
  return [...(light.length === 0 ? [] : [{ uses: light, nodeFlags: [] }]), ...heavy];
}

export function collectorsOf(
  kernel: Kernel,
  { collectors }: Experiment,
  overhead: Collector['overhead'],
): readonly Use[] {
  return collectors.filter(({ use }) => kernel.collectors.need(use).contribution.overhead === overhead);
}
