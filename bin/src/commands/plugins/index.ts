import { Command, Flags } from '@oclif/core';

export default class Plugins extends Command {
  static override summary = 'List the plugins that were installed or linked.';
  static override description = '`<%= config.bin %> list plugins` shows those that come with it, too.';
  static override examples = ['<%= config.bin %> plugins', '<%= config.bin %> plugins --json'];
  static override flags = { json: Flags.boolean({ summary: 'As JSON.' }) };

  async run(): Promise<void> {
    const { flags } = await this.parse(Plugins);
    const { inventory } = await import('../../list/inventory.js');
    const { inventoryText } = await import('../../list/inventory-text.js');
    const { installedPlugins } = await import('@wiretax/config/plugins/installed-plugins.js');
    const { jsonText } = await import('@wiretax/writing');
    const { plugins = [] } = await inventory(installedPlugins(this.config));
    const text = flags.json ? jsonText({ plugins }) : inventoryText([['plugins', plugins]]);
    process.stdout.write(text);
  }
}
