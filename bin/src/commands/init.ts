import { Args, Command, Flags } from '@oclif/core';

export default class Init extends Command {
  static override summary = 'Write a config with comments, for the answers to three questions.';
  static override description = `Asks what is measured, with which sizes and clients, and what decides. Flags answer beforehand; with --yes
nothing is asked.`;
  static override usage = 'init [FILE] [FLAGS]';
  static override examples = [
    '<%= config.bin %> init',
    '<%= config.bin %> init --yes',
    '<%= config.bin %> init --measure http://127.0.0.1:8080/health --p99 5ms --yes',
    '<%= config.bin %> init codecs.yaml --measure codecs --size 64B,64KiB --concurrency 1,50 --yes',
  ];
  static override args = {
    file: Args.string({
      ignoreStdin: true,
      name: 'FILE',
      description: 'The config to write.',
      default: 'wiretax.config.yaml',
    }),
  };
  static override flags = {
    measure: Flags.string({
      summary: 'protocols, codecs, proxy, limit, or the URL of a server of yours.',
      helpValue: 'WHAT|URL',
    }),
    size: Flags.string({
      summary: 'Message sizes.',
      helpValue: 'SIZE',
      multiple: true,
      multipleNonGreedy: true,
    }),
    concurrency: Flags.string({
      summary: 'Clients that call at the same time.',
      helpValue: 'N',
      multiple: true,
      multipleNonGreedy: true,
    }),
    p99: Flags.string({ summary: 'What P99 must stay below, such as 5ms.', helpValue: 'DURATION' }),
    throughput: Flags.string({
      summary: 'What throughput must stay above, such as 2k/s.',
      helpValue: 'RATE',
    }),
    yes: Flags.boolean({ char: 'y', summary: 'Ask nothing: defaults for what no flag says.' }),
    force: Flags.boolean({ summary: 'Replace a file that is there.' }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Init);
    const { commandHost } = await import('../startup/command-host.js');
    const { writeFirstConfig } = await import('../init/init.js');
    const { measure, size, concurrency, p99, throughput, yes, force } = flags;
    const given = { measure, size: size?.join(' '), concurrency: concurrency?.join(' '), p99, throughput };
    const { stdin: input, stderr: output } = process;
    const conversation = input.isTTY && output.isTTY ? { input, output, terminal: true } : undefined;
    const host = commandHost();
    const options = { file: args.file, given, yes, force, conversation };
    host.console.out(await writeFirstConfig(host, options));
  }
}
