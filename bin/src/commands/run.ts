import { Args, Command, Flags } from '@oclif/core';
import { allAxes, flagOfAxis } from '@wiretax/core/axes';
import { analysisFlags, requestedAnalyses } from '../report/analysis-flags.js';

/** A flag for every axis. */
const axisFlags = () =>
  Object.fromEntries(
    allAxes().map((axis) => {
      const [summary, helpValue] = axis.help;
      const flag = Flags.string({
        multiple: true,
        multipleNonGreedy: true,
        summary,
        helpValue,
        helpGroup: 'AXES',
      });
      return [flagOfAxis(axis), flag];
    }),
  );
const limit = (summary: string, helpValue: string) =>
  Flags.string({ summary, helpValue, helpGroup: 'TRIALS' });

export default class Run extends Command {
  static override summary = 'Measure: run a preset, a config file, or what the flags say.';
  static override description = `Without PRESET|FILE it runs the config file of the project (wiretax.config.yaml, .json or .mjs, or
wiretaxConfig in package.json), and without one the preset quick. Flags override the config.

Axes take several values, separated by commas or given again. Options of a plugin follow its name:
--transport grpc:channels=4, --flow semaphore:maxInflight=50. A + composes flow controls, outermost first.`;
  static override examples = [
    '<%= config.bin %> run quick',
    '<%= config.bin %> run --transport tcp,grpc --size 64B,4KiB --concurrency 1,50',
    '<%= config.bin %> run study.yaml --dry-run',
    '<%= config.bin %> run study.yaml --until ci=5% --budget 20m',
    '<%= config.bin %> run changed.yaml --against study.yaml',
    '<%= config.bin %> run --resume last',
  ];
  static override usage = 'run [PRESET|FILE] [FLAGS]';
  static override args = {
    'preset|file': Args.string({
      ignoreStdin: true,
      description: 'A preset (`wiretax list presets`) or a config file.',
    }),
  };
  static override flags = {
    ...axisFlags(),
    requests: limit('Calls per client in a window; replaces the duration of the config.', 'N'),
    duration: limit('Length of a window; replaces the requests of the config.', 'DURATION'),
    reps: limit('Launches of each cell.', 'N'),
    seed: limit('Seed of the order of trials.', 'N'),
    until: limit('Add blocks until P99 of every cell is known this well, such as ci=5%.', 'GOAL'),
    budget: limit('Add blocks as long as they end within this time.', 'DURATION'),
    tolerate: limit('Share of calls that may fail, such as 1%.', 'SHARE'),
    collect: Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      summary: 'Collectors; none for none.',
      helpValue: 'NAME',
      helpGroup: 'TRIALS',
    }),
    reporter: Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      summary: 'Reporters; none for none.',
      helpValue: 'NAME',
      helpGroup: 'OUTPUT',
    }),
    full: Flags.boolean({
      summary: 'Print every row and finding in place of the summary.',
      helpGroup: 'OUTPUT',
      exclusive: ['json'],
    }),
    'no-page': Flags.boolean({
      summary: "Leave no page of the results (report.html) behind in the run's folder.",
      helpGroup: 'OUTPUT',
    }),
    ...analysisFlags('OUTPUT'),
    out: Flags.string({ summary: 'Folder for results.', helpValue: 'FOLDER', helpGroup: 'OUTPUT' }),
    json: Flags.boolean({
      summary: 'Print all results as JSON, and nothing else, on standard output.',
      helpGroup: 'OUTPUT',
    }),
    quiet: Flags.boolean({ char: 'q', summary: 'No progress.', helpGroup: 'OUTPUT' }),
    against: Flags.string({
      summary: 'Run this baseline too, interleaved trial by trial, and compare.',
      helpValue: 'PRESET|FILE',
    }),
    'no-config': Flags.boolean({ summary: 'Leave out the config file of the project.' }),
    resume: Flags.string({ summary: 'Run what is missing of an interrupted run.', helpValue: 'RUN' }),
    'allow-changed-machine': Flags.boolean({
      summary: 'Resume although the machine or its settings have changed; launches are then told apart.',
      dependsOn: ['resume'],
    }),
    'allow-plugin': Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      summary: 'With --resume: import this plugin of the run, which is not installed; may be given again.',
      helpValue: 'PATH',
      dependsOn: ['resume'],
    }),
    'allow-node-flags': Flags.boolean({
      summary: 'With --resume: start peers with whatever flags of Node.js the run says.',
      dependsOn: ['resume'],
    }),
    'dry-run': Flags.boolean({ char: 'n', summary: 'Print the plan and its estimated time; run nothing.' }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Run);
    const { out = '.wiretax', json, quiet, full, resume, against, ...others } = flags;
    const {
      'dry-run': dryRun,
      'no-config': noConfig,
      'no-page': noPage,
      'allow-changed-machine': allowChangedMachine,
      'allow-plugin': allowPlugins = [],
      'allow-node-flags': allowNodeFlags,
      analysis,
      replication,
      ...studyFlags
    } = others;
    const { commandHost } = await import('../startup/command-host.js');
    const host = commandHost();
    const common = {
      argument: args['preset|file'],
      flags: {
        ...studyFlags,
        analysis: requestedAnalyses({ analysis, replication }),
        ...(noPage ? { page: 'false' } : {}),
      },
      out,
      json,
      quiet,
      full,
      dryRun,
      noConfig,
    };
    const { guarded } = await import('@wiretax/running');
    const conclude = async (work: () => Promise<number>): Promise<void> => {
      process.exitCode = await (dryRun ? work() : guarded(host, quiet, work));
    };
    if (resume !== undefined) {
      const { resumeRun } = await import('../run/resumption.js');
      const allowed = { allowChangedMachine, allowPlugins, allowNodeFlags };
      const options = { ...common, against, run: resume, ...allowed };
      return conclude(() => resumeRun(host, this.config, options));
    }
    const start = { ...common, wiretax: this.config.version, command: ['wiretax', 'run', ...this.argv] };
    if (against !== undefined) {
      const { startAgainst } = await import('../run/against.js');
      return conclude(() => startAgainst(host, this.config, { ...start, against }));
    }
    const { startRun } = await import('../run/start.js');
    return conclude(() => startRun(host, this.config, start));
  }
}
