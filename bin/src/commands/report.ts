import { Args, Command, Flags } from '@oclif/core';
import { analysisFlags, requestedAnalyses } from '../report/analysis-flags.js';

export default class Report extends Command {
  static override summary = 'Show a stored run again.';
  static override examples = [
    '<%= config.bin %> report last',
    '<%= config.bin %> report last --full',
    '<%= config.bin %> report last --reporter markdown,csv',
    '<%= config.bin %> report last --badge checks > badge.json',
  ];
  static override usage = 'report [RUN] [FLAGS]';
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
    full: Flags.boolean({ summary: 'Print every row and finding in place of the summary.' }),
    ...analysisFlags(),
    badge: Flags.string({
      summary:
        'Print a badge in place of reports, as shields.io reads it from an endpoint: of the checks, of the leader at the first load point, or of a cell.',
      helpValue: 'checks|leader|CELL',
      exclusive: ['reporter', 'full', 'analysis', 'replication', 'allow-plugin'],
    }),
    figure: Flags.string({
      summary: 'The figure of the badge. Default: p99.',
      options: ['p50', 'p99', 'throughput', 'cpu'],
      dependsOn: ['badge'],
    }),
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
    if (flags.badge !== undefined) {
      const { printBadge } = await import('../report/print-badge.js');
      const { badge: what, figure = 'p99', out } = flags;
      return printBadge(commandHost(), { run: args.run, out, what, figure });
    }
    const { reportStored } = await import('../report/report-stored.js');
    const reporters = flags.reporter?.flatMap((names) => names.split(','));
    const { out, full, 'allow-plugin': allowed = [] } = flags;
    const analyses = requestedAnalyses(flags);
    const request = { run: args.run, out, reporters, full, analyses, allowed };
    process.exitCode = await reportStored(commandHost(), this.config, request);
  }
}
