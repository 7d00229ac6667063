import { Command, Flags } from '@oclif/core';

export default class Gate extends Command {
  static override summary = 'Tell whether a change made something slower, for builds.';
  static override description = `Measures a base and a head in one job, a launch of one right after a launch of the other, and looks after each block. It stops as
soon as it knows, or when the budget is spent, and answers: slower, not slower by more than the margin, or not known. Looking often makes no
false alarms.

A side is a git revision (checked out into a temporary worktree, where --build runs, and measured by its own version of the config file), a
preset or config file, or a stored run, which is used as it is. Without --head it is the working tree.

The exit code is 1 when head is slower, or a trial failed; 0 when it isn't slower, or that is not known (see --fail-on).`;
  static override examples = [
    '<%= config.bin %> gate --base main --build "npm ci && npm run build"',
    '<%= config.bin %> gate --base main --serve "node server.js" --pool all --margin 3%',
    '<%= config.bin %> gate --base study.yaml --head changed.yaml --figure cpu',
    '<%= config.bin %> gate --base 20260102-030405-quick-7f3a --budget 10m --fail-on unknown',
  ];
  static override flags = {
    base: Flags.string({
      summary: 'What is held against: a git revision, a stored run, a preset or a config file.',
      helpValue: 'REF|RUN|CONFIG',
      required: true,
    }),
    head: Flags.string({
      summary: 'What may have got slower; the working tree if left out.',
      helpValue: 'REF|RUN|CONFIG',
    }),
    config: Flags.string({
      summary: 'The config file of the working tree and of revisions; the project’s own if left out.',
      helpValue: 'FILE',
    }),
    build: Flags.string({ summary: 'Run in each revision that is checked out.', helpValue: 'COMMAND' }),
    serve: Flags.string({
      summary:
        'Starts the target of the config in the foreground, in the folder of each side, for each launch; PORT has its port.',
      helpValue: 'COMMAND',
    }),
    figure: Flags.option({
      summary: 'What must not get worse; may be given again.',
      options: ['p50', 'p99', 'mean', 'throughput', 'cpu', 'server-cpu'] as const,
      multiple: true,
      multipleNonGreedy: true,
      default: ['p50', 'cpu'],
    })(),
    pool: Flags.string({
      summary:
        'Ask of these cells together: all, or a pattern such as tcp.*. Without it each cell is asked for itself.',
      helpValue: 'CELLS',
    }),
    margin: Flags.string({
      summary: 'Differences up to this don’t matter.',
      helpValue: 'SHARE',
      default: '5%',
    }),
    budget: Flags.string({
      summary: 'How long it may measure; 5m if the config has none.',
      helpValue: 'DURATION',
    }),
    'fail-on': Flags.option({
      summary: 'When the exit code is 1.',
      options: ['slower', 'unknown', 'none'] as const,
      default: 'slower',
    })(),
    format: Flags.option({
      summary: 'How to print it.',
      options: ['text', 'markdown', 'json'] as const,
      default: 'text',
    })(),
    reporter: Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      summary: 'Reporters for the run of head, which has the answer.',
      helpValue: 'NAME',
    }),
    out: Flags.string({ summary: 'Folder for results.', helpValue: 'FOLDER', default: '.wiretax' }),
    quiet: Flags.boolean({ char: 'q', summary: 'No progress.' }),
    'no-config': Flags.boolean({ summary: 'Leave out the config file of the project.' }),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(Gate);
    const { nodeHost, reserveStdout } = await import('@wiretax/core/run');
    const { guarded, refuseEarlyEnd } = await import('@wiretax/running');
    const { runGate } = await import('../run-gate.js');
    // What plugins and configs print is no result, and none of them makes this a success by ending it.
    reserveStdout();
    let isOver = false;
    refuseEarlyEnd(() => isOver);
    const host = nodeHost();
    const { 'fail-on': failOn, 'no-config': noConfig, figure, reporter = [], ...rest } = flags;
    const end = (code: number): void => {
      isOver = true;
      process.exit(code);
    };
    const work = (): Promise<number> =>
      runGate(host, this.config, {
        ...rest,
        head: rest.head,
        config: rest.config,
        build: rest.build,
        serve: rest.serve,
        pool: rest.pool,
        budget: rest.budget,
        failOn,
        noConfig,
        figures: figure,
        reporters: reporter.flatMap((names) => names.split(',')),
        wiretax: this.config.version,
        command: ['wiretax', 'gate', ...this.argv],
        folder: process.cwd(),
        end,
      });
    try {
      process.exitCode = await guarded(host, flags.quiet, work);
    } finally {
      isOver = true;
    }
  }
}
