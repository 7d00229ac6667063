import { Args, Command, Flags } from '@oclif/core';

export default class Query extends Command {
  static override summary = 'Ask a stored run in SQL.';
  static override description = `Views: samples (every call: scheduled, started, completed, response, service, lag in ns; with the
cell's axes), trials, rows (a cell over all its launches), metrics, findings and finding_numbers. The query reads these and can't write or
reach any other file.`;
  static override examples = [
    `<%= config.bin %> query last "select cell, quantile_disc(response, [0.5, 0.99]) from samples group by cell"`,
    `<%= config.bin %> query last "select cell, trial, response_p99 from trials order by 3 desc" --format csv`,
    `<%= config.bin %> query last "describe samples"`,
  ];
  static override args = {
    run: Args.string({
      ignoreStdin: true,
      name: 'RUN',
      description: 'Id or folder of a run, or last.',
      required: true,
    }),
    sql: Args.string({
      ignoreStdin: true,
      name: 'SQL',
      description: 'One statement that selects, in DuckDB’s dialect.',
      required: true,
    }),
  };
  static override flags = {
    format: Flags.string({
      summary: 'How to print the result.',
      options: ['table', 'csv', 'json'],
      default: 'table',
    }),
    limit: Flags.string({
      summary: 'How long the query may take.',
      helpValue: 'DURATION',
      default: '2m',
    }),
    out: Flags.string({ summary: 'Folder that results are in.', helpValue: 'FOLDER', default: '.wiretax' }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Query);
    const { WiretaxError } = await import('@wiretax/core');
    const { nodeHost } = await import('@wiretax/core/run');
    const { queryRun } = await import('../query-run.js');
    const { format } = flags;
    if (format !== 'table' && format !== 'csv' && format !== 'json') return;
    const { limit, out } = flags;
    const interruption = new AbortController();
    // A second signal ends the process.
    for (const name of ['SIGINT', 'SIGTERM'] as const) {
      process.once(name, () => {
        interruption.abort(new WiretaxError('E_INTERRUPTED', 'the query was interrupted'));
      });
    }
    await queryRun(nodeHost(), {
      run: args.run,
      sql: args.sql,
      out,
      format,
      limit,
      interruption: interruption.signal,
    });
  }
}
