import { Args, Command, Flags } from '@oclif/core';

export default class Compare extends Command {
  static override summary = 'Tell whether a run or a cell is slower than another, and by how much.';
  static override description = `Compares two runs cell by cell, B with A, or two cells or transports of one run. Response time, throughput, and CPU time a
call are compared, each with a confidence interval over launches; a difference is claimed when it is larger than the margin and not by chance. The exit
code is 1 when something got slower, for use in builds. Runs made with wiretax run --against are compared best: their launches alternate.`;
  static override examples = [
    '<%= config.bin %> compare last',
    '<%= config.bin %> compare last --pool all',
    '<%= config.bin %> compare 20260102-030405-quick-7f3a last --margin 5%',
    '<%= config.bin %> compare last tcp.64B.c1 grpc.64B.c1',
    '<%= config.bin %> compare last tcp grpc --reporter html',
    '<%= config.bin %> compare last tcp grpc --format markdown',
    '<%= config.bin %> compare 20260102-030405-quick-7f3a:tcp.64B.c1 last:tcp.64B.c10',
  ];
  static override args = {
    a: Args.string({
      ignoreStdin: true,
      description:
        'Id or folder of a run, or last; a cell of it after a colon. With three arguments, the run.',
      default: 'last',
    }),
    b: Args.string({
      ignoreStdin: true,
      description:
        'The same. Without it, the run that A was run against. With three arguments, a cell or transport.',
    }),
    cell: Args.string({
      ignoreStdin: true,
      description: 'With three arguments, what to compare it with.',
    }),
  };
  static override flags = {
    margin: Flags.string({
      summary: 'Differences up to this don’t matter.',
      helpValue: 'SHARE',
      default: '3%',
    }),
    pool: Flags.string({
      summary: 'Estimate these cells together, too: all, or a pattern such as tcp.*.',
      helpValue: 'CELLS',
    }),
    'fail-on': Flags.option({
      summary: 'When the exit code is 1.',
      options: ['slower', 'different', 'undecided', 'none'] as const,
      default: 'slower',
    })(),
    format: Flags.option({
      summary: 'How to print it.',
      options: ['text', 'markdown', 'json'] as const,
      default: 'text',
    })(),
    reporter: Flags.option({
      summary: 'Write it as a page, too: changes with intervals, both in the same charts, flame graphs.',
      options: ['html'] as const,
    })(),
    all: Flags.boolean({ summary: 'Every figure, also where many show no difference.' }),
    out: Flags.string({ summary: 'Folder that results are in.', helpValue: 'FOLDER', default: '.wiretax' }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Compare);
    const { nodeHost } = await import('@wiretax/core/run');
    const { compareStored } = await import('../compare-stored.js');
    const names = [args.a, args.b, args.cell].filter((name) => name !== undefined);
    const { 'fail-on': failOn, ...rest } = flags;
    process.exitCode = await compareStored(nodeHost(), { ...rest, names, failOn });
  }
}
