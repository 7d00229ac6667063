import { clashes } from '@wiretax/config/plugins/catalogue.js';
import { type FoundPlugin, remedyFor } from '@wiretax/config/plugins/found-plugin.js';
import { type Check, fail, ok, warn } from './check.js';

/**
 * Plugins that can't be used, and names that two of them provide. Without the essential ones nothing runs.
 * `listFault` says why the list of installed plugins can't be read.
 */
export function checkPlugins(plugins: readonly FoundPlugin[], listFault?: string): readonly Check[] {
  const broken = plugins.flatMap((plugin) =>
    plugin.broken === undefined ? [] : [brokenCheck(plugin, plugin.broken)],
  );
  const clashing = clashes(plugins).map(({ kind, name, plugins: owners }) =>
    warn(
      `${kind} ${name}`,
      `provided by ${owners.map((plugin) => plugin.name).join(' and ')}; a run that uses it is refused`,
      'wiretax plugins uninstall one of them',
    ),
  );
  const remarks = plugins.flatMap((plugin) =>
    (plugin.remarks ?? []).map((remark) => warn(`plugin ${plugin.name}`, remark, 'tell its author')),
  );
  const usable = String(plugins.length - broken.length);
  const listed =
    listFault === undefined ? [] : [warn('installed plugins', listFault, 'wiretax plugins reset --hard')];
  const checks = [...listed, ...broken, ...clashing, ...remarks];
  return checks.length === 0 ? [ok('plugins', `${usable} usable`)] : checks;
}

function brokenCheck(plugin: FoundPlugin, reason: string): Check {
  const report = plugin.origin === 'default' ? fail : warn;
  return report(`plugin ${plugin.name}`, reason, remedyFor(plugin));
}
