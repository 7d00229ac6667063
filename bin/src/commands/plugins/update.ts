import { Command, Flags, ux } from '@oclif/core';

export default class PluginsUpdate extends Command {
  static override summary = 'Bring installed plugins to the newest version of what was asked for.';
  static override description = `A version that can't be used here is refused, and the plugin stays as it is. Linked plugins are left alone.
No install script runs, unless --allow-scripts says so.`;
  static override examples = ['<%= config.bin %> plugins update'];
  static override flags = {
    'allow-scripts': Flags.boolean({
      summary: 'Let plugins and their dependencies run their install scripts.',
    }),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(PluginsUpdate);
    const { visibleLine } = await import('@wiretax/core');
    const { printWarning } = await import('../../failure/print-warning.js');
    const { updatePlugins } = await import('../../installation/update.js');
    const { dataDir, npmRegistry: registry } = this.config;
    ux.action.start('Updating plugins');
    const updated = await updatePlugins(dataDir, { registry, allowScripts: flags['allow-scripts'] });
    ux.action.stop();
    if (updated.length === 0) process.stdout.write('No plugins are installed.\n');
    for (const { name, from, to, refused } of updated) {
      if (refused !== undefined) printWarning(`${name} stays at ${from}: ${refused}`);
      else
        process.stdout.write(
          `${visibleLine(`${name} ${from === to ? `${to}, the newest` : `${from} → ${to}`}`)}\n`,
        );
    }
    if (updated.some(({ refused }) => refused !== undefined)) process.exitCode = 1;
  }
}
