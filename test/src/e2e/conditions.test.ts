import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Cli, withCli } from './cli.js';
import { makeCpuQuota } from './cpu-quota.js';
import { bindingRefusal, usableCpus } from './cpus.js';
import { documentOf, storedRuns, trialLines } from './run-results.js';
import { forgetDisturbances } from './undisturbed.js';

const config = `
name: pair
transport: tcp
concurrency: [1, 2]
duration: 50ms
warmup: { min: 10ms, max: 20ms }
repetitions: 3
ceiling: false
reporters: [table, csv, markdown]
`;
const variable = ['env', 'NODE_OPTIONS=--no-deprecation'] as const;

/** Starts a run, interrupts it after its first trial, and resolves with its id. */
async function interrupted(cli: Cli): Promise<string> {
  const started = cli.start('run');
  assert.ok(await started.saw(/^1\/6 /));
  started.process.kill('SIGINT');
  assert.is((await started.finished).code, 130);
  return storedRuns(cli.folder)[0] ?? '';
}

function textOf(cli: Cli, id: string, file: string): string {
  return readFileSync(join(cli.folder, '.wiretax', 'runs', id, file), 'utf8');
}

test('a run goes on with other NODE_OPTIONS only if told to, and then its launches are told apart', async () => {
  await withCli({ 'wiretax.config.yaml': config }, async (cli) => {
    const id = await interrupted(cli);
    const before = [textOf(cli, id, 'manifest.json'), textOf(cli, id, 'trials.jsonl')];
    const refused = await cli.startUnder(variable, 'run', '--resume', id).finished;
    assert.is(refused.code, 2);
    assert.match(refused.stderr, `E_MACHINE_CHANGED: ${id} was begun on something else than this`);
    assert.match(refused.stderr, '  NODE_OPTIONS: --no-deprecation now, was unset\n');
    assert.match(refused.stderr, '--allow-changed-machine');
    assert.is(refused.stdout, '');
    assert.equal([textOf(cli, id, 'manifest.json'), textOf(cli, id, 'trials.jsonl')], before);

    const allowed = await cli.startUnder(variable, 'run', '--resume', id, '--allow-changed-machine').finished;
    assert.is(allowed.code, 0, allowed.stderr);
    assert.match(
      allowed.stderr,
      'launches from now on are told apart: NODE_OPTIONS --no-deprecation, was unset',
    );
    assert.match(allowed.stdout, /^tcp .* ≠$/m);
    assert.match(
      allowed.stdout.replace(/\s+/g, ' '),
      /≠ launch(es)? [\d, ]+ of session 1 and launch(es)? [\d, ]+ of session 2 differ in NODE_OPTIONS/,
    );
    const sessions = trialLines(cli.folder, id).map(
      (line) => (JSON.parse(line) as { session: number }).session,
    );
    assert.is(sessions.length, 6);
    assert.equal([sessions[0], sessions.at(-1)], [1, 2]);
    assert.match(textOf(cli, id, 'rows.csv'), 'of session 2 differ in NODE_OPTIONS');
    assert.match(textOf(cli, id, 'report.md'), /≠ \|$/m);

    const { rows, manifest } = documentOf(await cli.run('report', id, '--reporter', 'json'));
    assert.ok(rows.some(({ mixed }) => mixed !== undefined));
    assert.equal(
      manifest.conditions?.map(({ session, inherited }) => [session, inherited.variables['NODE_OPTIONS']]),
      [
        [1, undefined],
        [2, '--no-deprecation'],
      ],
    );
    forgetDisturbances(cli);
    const compared = await cli.run('compare', id, 'tcp.64B.c1', 'tcp.64B.c2');
    assert.match(compared.stdout.replace(/\s+/g, ' '), 'not of one kind');
  });
});

test('the flag is for resuming', async () => {
  await withCli({ 'wiretax.config.yaml': config }, async (cli) => {
    const { code, stderr } = await cli.run('run', '--allow-changed-machine');
    assert.is(code, 2);
    assert.match(stderr, '--resume');
    assert.equal(storedRuns(cli.folder), []);
  });
});

test('peers get the environment of the run, and the report says what of it matters', async () => {
  await withCli({ 'wiretax.config.yaml': config }, async (cli) => {
    const started = cli.startUnder(
      ['env', 'NODE_OPTIONS=--no-deprecation', 'grpc_proxy=http://me:s3cret@proxy:1'],
      ...['run', '--quiet', '--reps', '1'],
    );
    const { code, stdout, stderr } = await started.finished;
    assert.is(code, 0, stderr);
    assert.match(
      stdout.replace(/\s+/g, ' '),
      'Peers ran with NODE_OPTIONS=--no-deprecation, grpc_proxy=http://***@proxy:1',
    );
    const [id = ''] = storedRuns(cli.folder);
    assert.not.match(textOf(cli, id, 'manifest.json'), 's3cret');
  });
});

const quota = makeCpuQuota(0.9);
if (typeof quota === 'string') console.log(`\nSKIPPED: a CPU quota: ${quota}`);
else {
  test('a CPU quota is said before the run, in its report, and by doctor', async () => {
    try {
      await withCli({ 'wiretax.config.yaml': config }, async (cli) => {
        const { code, stdout, stderr } = await cli.startUnder(quota.launcher, 'run', '--reps', '1').finished;
        assert.is(code, 0, stderr);
        assert.match(stderr, /^warning: this machine is not fit for figures now: .*CPU quota 0\.9 CPUs/m);
        assert.match(
          stdout.replace(/\s+/g, ' '),
          /not fit for figures when the run began: .*CPU quota 0\.9 CPUs/,
        );
        const doctor = await cli.startUnder(quota.launcher, 'doctor').finished;
        assert.match(doctor.stdout, /^warn +CPU quota +0\.9 CPUs/m);
        assert.match(doctor.stdout, /don't trust what it would measure now; first mend: .*CPU quota/);
      });
    } finally {
      quota.remove();
    }
  });
}

test('doctor sees that other processes use the CPUs', async () => {
  const refusal = bindingRefusal(1);
  if (refusal !== undefined) {
    console.log(`\nSKIPPED: other processes on the CPUs: ${refusal}`);
    return;
  }
  // Of one CPU a single loop takes half, however many there are.
  const onOne = ['taskset', '-c', String(usableCpus()[0])];
  const loop = spawn('taskset', [...onOne.slice(1), 'sh', '-c', 'while :; do :; done'], { stdio: 'ignore' });
  try {
    await withCli({}, async (cli) => {
      const { stdout } = await cli.startUnder(onOne, 'doctor').finished;
      assert.match(stdout, /^warn +other processes +use \d+\.\d of 1 CPU/m);
      assert.match(stdout, /don't trust what it would measure now; first mend: .*other processes/);
    });
  } finally {
    loop.kill('SIGKILL');
  }
});

test.run();
