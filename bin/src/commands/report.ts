import { Args, Command, Flags } from '@oclif/core';
import { analysisFlags, requestedAnalyses } from '../report/analysis-flags.js';

export default class Report extends Command {
  static override summary = 'Show a stored run again.';
  static override examples = [
    '<%= config.bin %> report last',
    '<%= config.bin %> report last --reporter markdown,csv',
  ];
  static override args = {
    run: Args.string({
      ignoreStdin: true,
      name: 'RUN',
      description: 'Id or folder of a run, or last.',
      default: 'last',
    }),
  };
  static override flags = {
    reporter: Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      summary: 'Reporters. Default: those of the run.',
      helpValue: 'NAME',
    }),
    ...analysisFlags(),
    'allow-plugin': Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      summary: 'Import this plugin of the run, which is not installed; may be given again.',
      helpValue: 'PATH',
    }),
    out: Flags.string({ summary: 'Folder that results are in.', helpValue: 'FOLDER', default: '.wiretax' }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Report);
    const { commandHost } = await import('../startup/command-host.js');
    const { reportStored } = await import('../report/report-stored.js');
    const reporters = flags.reporter?.flatMap((names) => names.split(','));
    const { out, 'allow-plugin': allowed = [] } = flags;
    const analyses = requestedAnalyses(flags);
    const request = { run: args.run, out, reporters, analyses, allowed };
    process.exitCode = await reportStored(commandHost(), this.config, request);
  }
}
