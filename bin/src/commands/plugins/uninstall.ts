import { Args, Command } from '@oclif/core';

export default class PluginsUninstall extends Command {
  static override summary = 'Remove plugins that were installed or linked.';
  static override examples = ['<%= config.bin %> plugins uninstall wiretax-plugin-udp'];
  static override aliases = ['plugins:unlink', 'plugins:remove'];
  static override strict = false;
  static override args = {
    plugin: Args.string({
      ignoreStdin: true,
      description: 'Name of the plugin; several may be given.',
      required: true,
    }),
  };

  async run(): Promise<void> {
    const { argv } = await this.parse(PluginsUninstall);
    const { preparePluginList } = await import('../../installation/install.js');
    const { listedNames } = await import('../../installation/listed-names.js');
    const { commands } = await import('@oclif/plugin-plugins');
    preparePluginList(this.config.dataDir);
    const names = listedNames(argv.map(String), this.config.dataDir);
    // Without it npm would run the scripts of whatever it finds missing.
    process.env['npm_config_ignore_scripts'] = 'true';
    await commands['plugins:uninstall'].run([...names], this.config);
  }
}
