import { Command, Flags } from '@oclif/core';

export default class Doctor extends Command {
  static override summary = "Say what this machine can and can't do, and how to mend it.";
  static override flags = {
    json: Flags.boolean({ summary: 'As JSON.' }),
    clean: Flags.boolean({ summary: 'Remove what runs that were killed have left behind.' }),
    out: Flags.string({ summary: 'Folder for results.', helpValue: 'FOLDER', default: '.wiretax' }),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(Doctor);
    const { nodeHost } = await import('@wiretax/core/run');
    const { examine } = await import('../doctor/examination.js');
    const { examinationText } = await import('../doctor/examination-text.js');
    const { printWarning } = await import('../failure/print-warning.js');
    const { knownPlugins } = await import('../list/known-plugins.js');
    const { readPluginList } = await import('@wiretax/config/plugins/plugin-list.js');
    const { jsonText } = await import('@wiretax/writing');
    const plugins = await knownPlugins(this.config, process.cwd(), printWarning);
    const { unreadable } = readPluginList(this.config.dataDir);
    const checks = await examine(nodeHost(), plugins, flags.out, {
      clean: flags.clean,
      listFault: unreadable,
    });
    process.stdout.write(flags.json ? jsonText({ checks }) : examinationText(checks));
    if (checks.some((check) => check.status === 'fail')) process.exitCode = 1;
  }
}
