import { visibleLine } from '@wiretax/core';
import { contentsOf } from '../list/contents.js';
import { clashes, mostExplicit } from '@wiretax/config/plugins/catalogue.js';
import type { FoundPlugin } from '@wiretax/config/plugins/found-plugin.js';
import type { Tried } from './trial-installation.js';

/** What a user who has installed or linked a plugin can do with it. */
export function summaryOf(plugin: FoundPlugin): string {
  return visibleLine(`${plugin.name} ${plugin.version}: ${contentsOf(plugin)}`);
}

/** What the user should know about a plugin that has just been installed. */
export function remarksOn(
  { plugin, withScripts }: Tried,
  known: readonly FoundPlugin[],
  allowScripts: boolean,
): readonly string[] {
  const scripts =
    withScripts.length > 0 && !allowScripts
      ? [
          `the install scripts of ${withScripts.join(', ')} did not run; if ${plugin.name} needs them and you trust them, install it again with --allow-scripts`,
        ]
      : [];
  return [...scripts, ...faultsOf(plugin, known)];
}

/** What is wrong with a plugin although it can be used, and the names that others provide as well. */
export function faultsOf(plugin: FoundPlugin, known: readonly FoundPlugin[]): readonly string[] {
  const remarks = (plugin.remarks ?? []).map((remark) => `${plugin.name} ${remark}`);
  const taken = clashes(mostExplicit(known)).flatMap(({ kind, name, plugins }) => {
    const others = plugins.map((other) => other.name).filter((other) => other !== plugin.name);
    return others.length < plugins.length
      ? [`${kind} ${name} is also provided by ${others.join(' and ')}; a run that uses it is refused`]
      : [];
  });
  return [...remarks, ...taken];
}
