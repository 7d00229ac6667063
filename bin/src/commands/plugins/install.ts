import { Args, Command, Flags, ux } from '@oclif/core';

export default class PluginsInstall extends Command {
  static override summary = 'Install plugins: from the registry, a tarball, a folder, an address.';
  static override description = `A plugin is checked before it is installed, and nothing of it runs: no install script, neither its own nor one of its dependencies, unless --allow-scripts says so.
A folder is copied; \`wiretax plugins link\` uses it in place. \`udp\` is short for @wiretax/plugin-udp where the registry has that.

WIRETAX_NPM_REGISTRY names another registry than npm's settings do.`;
  static override examples = [
    '<%= config.bin %> plugins install wiretax-plugin-udp',
    '<%= config.bin %> plugins install wiretax-plugin-udp@1.2.0',
    '<%= config.bin %> plugins install ./wiretax-plugin-udp-1.2.0.tgz',
    '<%= config.bin %> plugins install https://github.com/someone/wiretax-plugin-udp',
  ];
  static override aliases = ['plugins:add'];
  static override strict = false;
  static override args = {
    plugin: Args.string({
      ignoreStdin: true,
      description: 'Package, tarball, folder or address; several may be given.',
      required: true,
    }),
  };
  static override flags = {
    'allow-scripts': Flags.boolean({
      summary: 'Let it and its dependencies run their install scripts.',
    }),
  };

  async run(): Promise<void> {
    const { argv, flags } = await this.parse(PluginsInstall);
    const { visibleLine } = await import('@wiretax/core');
    const { printWarning } = await import('../../failure/print-warning.js');
    const { installPlugin } = await import('../../installation/install.js');
    const { parseSpecifier } = await import('../../installation/specifier.js');
    const { remarksOn, summaryOf } = await import('../../installation/tidings.js');
    const { installedPlugins } = await import('@wiretax/config/plugins/installed-plugins.js');
    const { defaultPlugins } = await import('@wiretax/config/plugins/default-plugins.js');
    const { dataDir, npmRegistry: registry } = this.config;
    const settings = { registry, allowScripts: flags['allow-scripts'] };
    const specifiers = argv.map((text) => parseSpecifier(String(text), process.cwd()));
    for (const [index, specifier] of specifiers.entries()) {
      ux.action.start(`Installing ${visibleLine(String(argv[index]))}`);
      const tried = await installPlugin(specifier, dataDir, settings);
      ux.action.stop(visibleLine(`${tried.plugin.name} ${tried.plugin.version}`));
      process.stdout.write(`${summaryOf(tried.plugin)}\n`);
      const known = [...defaultPlugins(), ...installedPlugins(this.config)];
      for (const remark of remarksOn(tried, known, settings.allowScripts)) printWarning(remark);
    }
  }
}
