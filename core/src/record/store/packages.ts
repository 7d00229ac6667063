import type { CodePackage } from '../../contract/collector.js';
import { type Kind, kinds } from '../../contract/kinds.js';
import type { Manifest, PluginVersion } from '../../contract/manifest.js';
import { peerUses } from '../plan/axis-values.js';
import { planCells } from '../plan/cells.js';
import { controlCells } from '../plan/trials.js';

/** Code of Wiretax that ran in the peers of a stored run; its entry is where it was run. */
export type NamedPackage = Omit<CodePackage, 'folder'>;

/**
 * The plugins of a run and what they contribute. Runs of Wiretax 0.1.0 don't tell: there a plugin brings those things of its cells
 * that it is named after, as plugin-udp the transport udp.
 */
export function packagesOf({
  plugins,
  experiment,
}: Pick<Manifest, 'plugins' | 'experiment'>): readonly NamedPackage[] {
  // A run that tells needs no plan.
  const cells = plugins.every(({ kinds: told }) => told) ? [] : planCells(experiment);
  const uses = [...cells, ...controlCells(cells)].flatMap(peerUses);
  const guessed = ({ name }: PluginVersion): readonly Kind[] => {
    const bringsOne = (kind: Kind): boolean =>
      uses.some((each) => each.kind === kind && `-${name}`.endsWith(`-${each.use.use}`));
    return kinds.filter(bringsOne);
  };
  return plugins.map((plugin) => ({
    name: plugin.name,
    entry: plugin.entry,
    kinds: plugin.kinds ?? guessed(plugin),
    dependencies: Object.keys(plugin.dependencies),
  }));
}
