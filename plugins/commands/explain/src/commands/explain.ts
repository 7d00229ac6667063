import { Args, Command, Flags } from '@oclif/core';

export default class Explain extends Command {
  static override summary = 'Explain why one cell or transport of a stored run costs more than another.';
  static override description = `Without A and B it explains every two transports that differ in nothing else. With both it also draws a
differential flame graph of each peer into the run's folder; A alone is broken down into parts and functions. What it can say depends on what was collected: run
the preset evidence, or --collect perf-stat,flamegraph.`;
  static override examples = [
    '<%= config.bin %> explain last',
    '<%= config.bin %> explain last tcp grpc',
    '<%= config.bin %> explain last grpc.64B.c1',
    '<%= config.bin %> explain last tcp.64B.c1 grpc.64B.c1 --format markdown',
  ];
  static override args = {
    run: Args.string({
      ignoreStdin: true,
      name: 'RUN',
      description: 'Id or folder of a run, or last.',
      default: 'last',
    }),
    a: Args.string({ ignoreStdin: true, name: 'A', description: 'Id of a cell, or a transport.' }),
    b: Args.string({ ignoreStdin: true, name: 'B', description: 'What to compare it with.' }),
  };
  static override flags = {
    format: Flags.string({
      summary: 'How to print it.',
      options: ['text', 'markdown', 'json'],
      default: 'text',
    }),
    out: Flags.string({ summary: 'Folder that results are in.', helpValue: 'FOLDER', default: '.wiretax' }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Explain);
    const { nodeHost } = await import('@wiretax/core/run');
    const { explainStored } = await import('../explain-stored.js');
    const { run, a, b } = args;
    await explainStored(nodeHost(), { run, a, b, out: flags.out, format: flags.format });
  }
}
