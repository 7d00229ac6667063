import { Command, Flags } from '@oclif/core';

export default class History extends Command {
  static override summary = 'List the runs on disk, or show one cell over all of them.';
  static override description = `Without --cell: a line a run, oldest first. With it: one figure of that cell in every run that has it, with its
interval over launches and the change against the run before and against the median of all earlier ones.`;
  static override examples = [
    '<%= config.bin %> history',
    '<%= config.bin %> history --cell tcp.64B.c1 --figure p99',
    '<%= config.bin %> history --cell tcp.64B.c1 --reporter html',
    '<%= config.bin %> history --format csv > runs.csv',
  ];
  static override flags = {
    cell: Flags.string({ summary: 'Id of a cell to follow.', helpValue: 'CELL' }),
    figure: Flags.string({
      summary: 'What to follow.',
      options: ['mean', 'p50', 'p90', 'p99', 'p999', 'throughput', 'tail-ratio'],
      default: 'p50',
    }),
    format: Flags.string({
      summary: 'How to print it.',
      options: ['text', 'json', 'csv'],
      default: 'text',
    }),
    reporter: Flags.option({
      summary: 'Write the cell as a page, too: its curve over runs, with what changed.',
      options: ['html'] as const,
    })(),
    out: Flags.string({ summary: 'Folder that results are in.', helpValue: 'FOLDER', default: '.wiretax' }),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(History);
    const { nodeHost } = await import('@wiretax/core/run');
    const { showHistory } = await import('../show-history.js');
    await showHistory(nodeHost(), flags);
  }
}
