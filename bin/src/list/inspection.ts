import type { Interfaces } from '@oclif/core';
import { InputError, visibleLine } from '@wiretax/core';
import { displayPath } from '@wiretax/config/read/display-path.js';
import { nearest } from '@wiretax/config/read/nearest.js';
import type { FoundPlugin } from '@wiretax/config/plugins/found-plugin.js';
import { installedDependencies } from '@wiretax/config/plugins/installed-dependencies.js';
import { shortName } from '@wiretax/config/plugins/short-name.js';
import { contentsOf } from './contents.js';

export interface Inspection extends FoundPlugin {
  /** Commands that it adds to the command line. */
  readonly commands: readonly string[];
  readonly dependencies: Readonly<Record<string, string>>;
}

type Commands = Pick<Interfaces.Config, 'commands'>;

/** All that files tell about the plugin of this name, or of this short name. */
export function inspect(name: string, plugins: readonly FoundPlugin[], config: Commands): Inspection {
  const found =
    plugins.find((plugin) => plugin.name === name) ??
    plugins.find((plugin) => shortName(plugin.name) === name);
  if (found === undefined) throw unknown(name, plugins);
  const commands = config.commands
    .filter((command) => command.pluginName === found.name)
    .map((command) => command.id.replaceAll(':', ' '));
  const dependencies = found.bare || found.broken !== undefined ? {} : installedDependencies(found.folder);
  return { ...found, commands, dependencies };
}

function unknown(name: string, plugins: readonly FoundPlugin[]): InputError {
  const hint = nearest(
    name,
    plugins.map((plugin) => plugin.name),
  );
  const message = 'is not installed; wiretax list plugins shows what is';
  const problem = { path: name, message, ...(hint === undefined ? {} : { nearest: hint }) };
  return new InputError('E_UNKNOWN_PLUGIN', `${name} can't be inspected`, [problem]);
}

export function inspectionText(inspection: Inspection): string {
  const { name, version, origin, folder, entry, broken, commands, dependencies } = inspection;
  const rows: readonly (readonly [string, string])[] = [
    ['description', inspection.description],
    ['provides', contentsOf(inspection)],
    ['origin', origin],
    ['folder', displayPath(folder)],
    ['entry', displayPath(entry)],
    ['commands', commands.join(', ')],
    [
      'depends on',
      Object.entries(dependencies)
        .map((dependency) => dependency.join(' '))
        .join(', '),
    ],
    ['BROKEN', broken ?? ''],
    ...(inspection.remarks ?? []).map((remark) => ['remark', remark] as const),
  ];
  const lines = rows
    .filter(([, text]) => text !== '')
    .map(([label, text]) => `  ${label.padEnd(11)}  ${visibleLine(text)}`);
  return `${[visibleLine(`${name} ${version}`), ...lines].join('\n')}\n`;
}
