import { Args, Command, Flags } from '@oclif/core';

export default class List extends Command {
  static override summary =
    'List transports, codecs, presets and so on, and the plugin that each comes from.';
  static override examples = ['<%= config.bin %> list', '<%= config.bin %> list transports --json'];
  static override args = {
    kind: Args.string({
      ignoreStdin: true,
      description:
        'One of transports, links, codecs, flows, loads, topologies, launchers, collectors, analyses, reporters, presets, plugins.',
    }),
  };
  static override flags = { json: Flags.boolean({ summary: 'As JSON.' }) };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(List);
    const { inventory } = await import('../list/inventory.js');
    const { inventoryText } = await import('../list/inventory-text.js');
    const { printWarning } = await import('../failure/print-warning.js');
    const { knownPlugins } = await import('../list/known-plugins.js');
    const { selectSections } = await import('../list/sections.js');
    const { jsonText } = await import('@wiretax/writing');
    const names = selectSections(args.kind);
    const plugins = await knownPlugins(this.config, process.cwd(), printWarning);
    const everything = await inventory(plugins);
    const chosen = names.map((name) => [name, everything[name] ?? []] as const);
    const text = flags.json ? jsonText(Object.fromEntries(chosen)) : inventoryText(chosen);
    process.stdout.write(text);
  }
}
