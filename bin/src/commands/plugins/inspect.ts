import { Args, Command, Flags } from '@oclif/core';

export default class PluginsInspect extends Command {
  static override summary = 'Show what a plugin says about itself, where it is, and what it depends on.';
  static override description = 'Only reads files; nothing of the plugin is imported.';
  static override examples = [
    '<%= config.bin %> plugins inspect wiretax-plugin-udp',
    '<%= config.bin %> plugins inspect @wiretax/plugin-tcp --json',
  ];
  static override args = {
    plugin: Args.string({ ignoreStdin: true, description: 'Name of the plugin.', required: true }),
  };
  static override flags = { json: Flags.boolean({ summary: 'As JSON.' }) };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(PluginsInspect);
    const { inspect, inspectionText } = await import('../../list/inspection.js');
    const { printWarning } = await import('../../failure/print-warning.js');
    const { knownPlugins } = await import('../../list/known-plugins.js');
    const { jsonText } = await import('@wiretax/writing');
    const plugins = await knownPlugins(this.config, process.cwd(), printWarning);
    const inspection = inspect(args.plugin, plugins, this.config);
    process.stdout.write(flags.json ? jsonText(inspection) : inspectionText(inspection));
  }
}
