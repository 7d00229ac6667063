import { Command, Flags } from '@oclif/core';

export default class PluginsReset extends Command {
  static override summary = 'Remove all plugins that were installed or linked.';
  static override flags = {
    hard: Flags.boolean({
      summary: "Delete npm's files as well, also where the list of plugins is damaged.",
    }),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(PluginsReset);
    const { preparePluginList } = await import('../../installation/install.js');
    const { commands } = await import('@oclif/plugin-plugins');
    if (!flags.hard) preparePluginList(this.config.dataDir);
    process.env['npm_config_ignore_scripts'] = 'true';
    await commands['plugins:reset'].run(flags.hard ? ['--hard'] : [], this.config);
  }
}
