import { Args, Command, Flags } from '@oclif/core';

export default class PluginsLink extends Command {
  static override summary = "Use a plugin's folder in place, while it is written.";
  static override description = `Its dependencies are installed first if it has a package-lock.json; no install script runs, unless --allow-scripts says so.`;
  static override examples = [
    '<%= config.bin %> plugins link',
    '<%= config.bin %> plugins link ../wiretax-plugin-udp --no-install',
  ];
  static override args = {
    path: Args.string({ ignoreStdin: true, description: 'Folder of the plugin.', default: '.' }),
  };
  static override flags = {
    install: Flags.boolean({ summary: 'Install its dependencies.', allowNo: true, default: true }),
    'allow-scripts': Flags.boolean({
      summary: 'Let it and its dependencies run their install scripts.',
    }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(PluginsLink);
    const { printWarning } = await import('../../failure/print-warning.js');
    const { linkPlugin } = await import('../../installation/link.js');
    const { faultsOf, summaryOf } = await import('../../installation/tidings.js');
    const { installedPlugins } = await import('@wiretax/config/plugins/installed-plugins.js');
    const { defaultPlugins } = await import('@wiretax/config/plugins/default-plugins.js');
    const { dataDir, npmRegistry: registry } = this.config;
    const settings = { registry, allowScripts: flags['allow-scripts'] };
    const plugin = await linkPlugin(args.path, dataDir, flags.install, settings);
    process.stdout.write(`${summaryOf(plugin)}\n`);
    const known = [...defaultPlugins(), ...installedPlugins(this.config)];
    for (const fault of faultsOf(plugin, known)) printWarning(fault);
  }
}
