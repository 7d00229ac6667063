import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, Errors, type Interfaces, Plugin } from '@oclif/core';
import { parseJson } from '@wiretax/config/read/json-text.js';
import { isPlainObject, type PlainObject } from '@wiretax/config/read/plain-object.js';
import { type OwnCommands, ownCommands } from '@wiretax/config/plugins/own-commands.js';
import type { ListedPackage } from '@wiretax/config/plugins/plugin-list.js';

/**
 * An installed plugin as oclif sees it: the commands that it adds. Nothing of it is imported before one of
 * them runs, which also goes for its oclif hooks: these are left out. Throws if its package.json can't be read.
 */
export async function commandPlugin(listed: ListedPackage): Promise<Interfaces.Plugin> {
  const { name, type, folder: root, tag } = listed;
  const manifest = readManifest(root);
  const own = ownCommands(root, manifest);
  const options = { name, root, pjson: manifestFor(own, manifest), ignoreManifest: own.from !== 'manifest' };
  // oclif searches for the folder of any other type, by rules of its own.
  const plugin: Plugin = new Plugin({ ...options, type: 'link' });
  await plugin.load();
  plugin.type = type;
  plugin.tag = tag;
  if (own.from === 'files')
    plugin.commands = own.ids.filter((id) => id !== '').map((id) => fromFile(id, plugin));
  plugin.commands = plugin.commands.map((command) => {
    const known: Command.Loadable = {
      ...command,
      load: async () => {
        const loaded = await named(command, plugin);
        // What files don't tell is known now, and wanted by --help.
        if (own.from === 'files') Object.assign(known, described(loaded));
        return loaded;
      },
    };
    return known;
  });
  return plugin;
}

function readManifest(folder: string): PlainObject {
  const manifest: unknown = parseJson(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (!isPlainObject(manifest)) throw new Error('it holds no object');
  return manifest;
}

/** Without hooks and plugins of its own, and so that oclif looks for no commands that it would have to import. */
function manifestFor(own: OwnCommands, manifest: PlainObject): Interfaces.PJSON {
  const { topics, commands } = isPlainObject(manifest['oclif']) ? manifest['oclif'] : {};
  const found =
    own.from === 'manifest'
      ? { commands }
      : own.from === 'files'
        ? { commands: { strategy: 'pattern', target: own.target, globPatterns: ['!**'] } }
        : {};
  const oclif = { ...(isPlainObject(topics) ? { topics } : {}), ...found };
  return { ...manifest, oclif } as unknown as Interfaces.PJSON;
}

function fromFile(id: string, plugin: Plugin): Command.Loadable {
  return {
    id,
    aliases: [],
    args: {},
    flags: {},
    hidden: false,
    hiddenAliases: [],
    summary: `A command of ${plugin.name}.`,
    strict: false,
    // Its flags and arguments are known when it is imported.
    hasDynamicHelp: true,
    pluginName: plugin.name,
    pluginAlias: plugin.alias,
    pluginType: plugin.type,
    load: () => plugin.findCommand(id, { must: true }),
  };
}

/** Not everything need be there of what the type says. */
type Told = Partial<
  Pick<Command.Class, 'args' | 'flags' | 'strict' | 'summary' | 'description' | 'examples' | 'usage'>
>;

function described({
  args = {},
  flags = {},
  strict = true,
  summary,
  description,
  examples,
  usage,
}: Told): Told {
  const told = Object.entries({ summary, description, examples, usage }).filter(
    ([, text]) => text !== undefined,
  );
  return { args, flags, strict, ...Object.fromEntries(told) };
}

async function named(command: Command.Loadable, plugin: Plugin): Promise<Command.Class> {
  try {
    // The plugin sees no core where it lies, or one of its own.
    const { bridgeCore } = await import('@wiretax/core/run');
    bridgeCore();
    return await command.load();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Errors.CLIError(
      `command ${command.id.replaceAll(':', ' ')} of plugin ${plugin.name} can't be loaded: ${reason}; mend it, or wiretax plugins uninstall ${plugin.name}`,
    );
  }
}
