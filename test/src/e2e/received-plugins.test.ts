import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Cli, withCli } from './cli.js';
import { type ReceivedRun, receiveRun, shortStudy } from './received-run.js';
import { storedRuns } from './run-results.js';

// A run's folder that somebody has sent: nothing that it names is imported or executed unless the user says so.

const study = `${shortStudy}collectors: [usage]\n`;

/** Leaves a file when it is executed, and finds something in every run. */
const program = (name: string): string => `
import { writeFileSync } from 'node:fs';
writeFileSync(process.env.TMPDIR + '/executed', '');
const finding = { id: 'sent', statement: 'Said by what was sent.', numbers: {}, cells: [] };
export default {
  name: ${JSON.stringify(name)},
  api: 2,
  apply: ({ analyses, reporters }) => {
    analyses.add('sent', { analyse: () => [finding] });
    reporters.add('sent', { report: (_, { print }) => print('Reported by what was sent.\\n') });
  },
};
`;

function wasExecuted({ temporary }: Cli): boolean {
  const trace = join(temporary, 'executed');
  const found = existsSync(trace);
  rmSync(trace, { force: true });
  return found;
}

/** Puts a plugin into the run's folder and names it in the manifest. */
function sendPlugin({ folder, editManifest }: ReceivedRun, name: string): void {
  const entry = join(folder, 'sent.mjs');
  writeFileSync(entry, program(name));
  editManifest(({ plugins }) => {
    const others = plugins.filter((plugin) => plugin.name !== name);
    plugins.splice(0, plugins.length, ...others, {
      name,
      version: '1.2.0',
      entry: pathToFileURL(entry).href,
      dependencies: {},
    });
  });
}

const reading: readonly (readonly string[])[] = [
  ['report', 'received', '--reporter', 'json'],
  ['report', 'received', '--reporter', 'html'],
  ['explain', 'received', 'tcp'],
  ['compare', 'received', 'received'],
  ['history', '--out', '.'],
];

test('a plugin that a received run names is listed and not imported', () =>
  withCli({}, async (cli) => {
    const received = await receiveRun(cli, study);
    sendPlugin(received, 'wiretax-plugin-sent');
    for (const command of reading) {
      const { stdout, stderr } = await cli.run(...command);
      assert.not(wasExecuted(cli), command.join(' '));
      assert.not.match(stdout, 'by what was sent');
      if (command[0] !== 'report') continue;
      const said =
        /the run was made with plugin wiretax-plugin-sent 1\.2\.0, which is not installed .*received\/sent\.mjs/;
      assert.match(stderr, said);
    }
    const { code, stderr } = await cli.run('run', '--resume', 'received');
    assert.is(code, 2);
    assert.match(
      stderr,
      /E_PLUGIN_GONE: \S+ can't be resumed\n {2}plugin wiretax-plugin-sent 1\.2\.0: which is not/,
    );
    assert.not(wasExecuted(cli));
  }));

test('a received run puts nothing in the place of an installed plugin', () =>
  withCli({}, async (cli) => {
    const received = await receiveRun(cli, study);
    sendPlugin(received, '@wiretax/plugin-tcp');
    for (const command of reading) {
      await cli.run(...command);
      assert.not(wasExecuted(cli), command.join(' '));
    }
    const { code, stderr } = await cli.run('run', '--resume', 'received');
    assert.is(code, 0, stderr);
    assert.match(stderr, '@wiretax/plugin-tcp was 1.2.0 when the run started and is');
    assert.not(wasExecuted(cli));
  }));

test('a reporter of strangers that the run asks for is left out, and asked for by the user an error', () =>
  withCli({}, async (cli) => {
    const received = await receiveRun(cli, study);
    sendPlugin(received, 'wiretax-plugin-sent');
    received.editManifest(({ experiment }) => {
      experiment.reporters = ['sent'];
    });
    const left = await cli.run('report', 'received');
    assert.is(left.code, 0, left.stderr);
    assert.match(left.stderr, "the run's own reporters sent are not there and left out");
    assert.match(left.stdout, / report received --full$/m);
    const { code, stderr } = await cli.run('report', 'received', '--reporter', 'sent');
    assert.is(code, 2);
    assert.match(
      stderr,
      /E_UNKNOWN_REPORTER: .*\n.*there is no reporter sent[^]*plugin wiretax-plugin-sent 1\.2\.0/,
    );
    assert.not(wasExecuted(cli));
  }));

test('what the user allows is imported: a file, or a package', () =>
  withCli({}, async (cli) => {
    const received = await receiveRun(cli, study);
    sendPlugin(received, 'wiretax-plugin-sent');
    const allowed = await cli.run(
      'report',
      'received',
      '--reporter',
      'sent,table',
      '--allow-plugin',
      'received/sent.mjs',
    );
    assert.is(allowed.code, 0, allowed.stderr);
    assert.match(allowed.stdout, /^Reported by what was sent\.\n/);
    assert.match(allowed.stdout, 'Said by what was sent.');
    assert.is(allowed.stderr.includes('not installed'), false);
    assert.ok(wasExecuted(cli));
    const resumed = await cli.run('run', '--resume', 'received', '--allow-plugin', 'received/sent.mjs');
    assert.is(resumed.code, 0, resumed.stderr);
    assert.ok(wasExecuted(cli));
    writeFileSync(join(cli.folder, 'other.mjs'), program('wiretax-plugin-other'));
    const other = await cli.run('run', '--resume', 'received', '--allow-plugin', 'other.mjs');
    assert.is(other.code, 2);
    assert.match(
      other.stderr,
      '--allow-plugin: brings wiretax-plugin-other, which the run was not made with',
    );
    const none = await cli.run('report', 'received', '--allow-plugin', 'nothing.mjs');
    assert.is(none.code, 2);
    assert.match(
      none.stderr,
      /plugin nothing\.mjs can't be used: it is not installed.*leave out --allow-plugin/,
    );
  }));

test("flags of Node.js that a received run has execute nothing; V8's are taken", () =>
  withCli({}, async (cli) => {
    const received = await receiveRun(cli, study);
    writeFileSync(join(received.folder, 'sent.mjs'), program('x'));
    const flag = `--import=${pathToFileURL(join(received.folder, 'sent.mjs')).href}`;
    received.editManifest(({ experiment }) => {
      const flags = [flag, '--max-semi-space-size=2'];
      experiment.axes.node = [{ label: 'default', client: flags, server: [] }];
    });
    const { code, stderr } = await cli.run('run', '--resume', 'received');
    assert.is(code, 2);
    assert.match(stderr, /E_STORED_NODE_FLAGS: .*\n {2}--import=\S+: peers would be started with it/);
    assert.not.match(stderr, 'max-semi');
    assert.not(wasExecuted(cli));
    const allowed = await cli.run('run', '--resume', 'received', '--allow-node-flags');
    assert.is(allowed.code, 0, allowed.stderr);
    assert.ok(wasExecuted(cli));
  }));

test("one's own run with a plugin of its config says how it is resumed and reported", () =>
  withCli(
    {
      'wiretax.config.yaml': `${study}plugins: [./local.mjs]\n`,
      'local.mjs': program('wiretax-plugin-local'),
    },
    async (cli) => {
      const started = cli.start('run', '--duration', '20s', '--reporter', 'sent');
      assert.ok(await started.saw(/^\S+: \d+ trials, /));
      started.process.kill('SIGINT');
      const { code, stderr } = await started.finished;
      assert.is(code, 130, stderr);
      const [id = ''] = storedRuns(cli.folder);
      assert.match(stderr, ` run --resume ${id} --allow-plugin local.mjs\n`);
      const { code: reported, stdout } = await cli.run('report', id, '--allow-plugin', 'local.mjs');
      assert.is(reported, 0);
      assert.match(stdout, 'Reported by what was sent.');
    },
  ));

test.run();
