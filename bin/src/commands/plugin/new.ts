import { resolve } from 'node:path';
import { Args, Command, Flags } from '@oclif/core';

export default class PluginNew extends Command {
  static override summary = 'Write the package of a new plugin: code that works, tests, the conformance kit.';
  static override description = `KIND is what it contributes: transport, link, codec, flow, load, topology, launcher, collector, analysis or reporter.
NAME is how configs will call that (udp, in the package wiretax-plugin-udp), or the name of the package.

As written, it builds, passes its tests, and runs. Nothing is installed and nothing outside of the folder changes.`;
  static override examples = [
    '<%= config.bin %> plugin new transport udp',
    '<%= config.bin %> plugin new collector @acme/wiretax-plugin-numa --directory numa',
  ];
  static override args = {
    kind: Args.string({ ignoreStdin: true, description: 'What the plugin contributes.', required: true }),
    name: Args.string({
      ignoreStdin: true,
      description: 'Name of the contribution, or of the package.',
      required: true,
    }),
  };
  static override flags = {
    directory: Flags.string({
      summary: 'Folder to write into, new or empty; without it, ./wiretax-plugin-NAME.',
      helpValue: 'PATH',
    }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(PluginNew);
    const { contributionKind, requireFree } = await import('../../scaffold/contribution-kind.js');
    const { pluginNames } = await import('../../scaffold/plugin-names.js');
    const { packageFiles } = await import('../../scaffold/package-files.js');
    const { writePackage } = await import('../../scaffold/write-package.js');
    const { nextSteps } = await import('../../scaffold/next-steps.js');
    const { defaultPlugins } = await import('@wiretax/config/plugins/default-plugins.js');
    const kind = contributionKind(args.kind);
    const names = pluginNames(args.name);
    requireFree(kind, names.contribution, defaultPlugins());
    const folder = resolve(flags.directory ?? names.folder);
    const files = packageFiles(kind, names, this.config.version);
    writePackage(folder, files);
    process.stdout.write(nextSteps(kind, names, folder, files));
  }
}
