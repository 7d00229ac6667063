import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { testLauncher } from '@wiretax/conformance/launcher';
import plugin from '@wiretax/plugin-ssh';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { newestRun, studyOf } from './bad-luck-study.js';
import { type Cli, entriesBelow, until, withCli } from './cli.js';
import { markedProcesses } from './cli-processes.js';
import { testWith } from './interop-tools.js';
import { parseTrial, runJson, storedRuns, trialLines } from './run-results.js';
import { type Far, openssh, withFar } from './ssh-far.js';

const studyOn = (far: Far, config: Readonly<Record<string, unknown>> = {}, host = 'far') =>
  studyOf({
    transport: ['tcp', 'grpc'],
    machines: { far: { launcher: 'ssh', host, config: far.config, peers: ['server'] } },
    requests: 300,
    ...config,
  });

/** What sshd has started there, which bears the variable that it sets. */
const runningThere = (far: Far): readonly string[] =>
  markedProcesses(`TMPDIR=${far.temporary}`).map(({ command }) => command);

/** They may be on the way of being removed. */
function filesThere(far: Far): readonly string[] {
  try {
    return entriesBelow(far.temporary);
  } catch {
    return ['something'];
  }
}

/** What somebody has left there: processes, and files. */
async function nothingLeft(far: Far): Promise<void> {
  const left = (): readonly string[] => [...runningThere(far), ...filesThere(far)];
  await until(() => left().length === 0, 'the other side to be clean');
}

/** A run whose windows last, with a server on the other side, once that is at work. */
async function underWay(cli: Cli, far: Far): Promise<ReturnType<Cli['start']>> {
  const started = cli.start('run');
  await until(
    () => runningThere(far).some((command) => command.includes('peer/main.js')),
    'a peer to run there',
  );
  return started;
}

testWith([openssh], 'the launcher passes its kit', () =>
  withFar(async ({ config }) => {
    const cases: [string, () => Promise<void>][] = [];
    const options = { host: 'far', config };
    testLauncher({ test: (name, run) => cases.push([name, run]), plugin, name: 'ssh', options });
    for (const [name, run] of cases) {
      await run().catch((cause: unknown) => {
        throw new Error(name, { cause });
      });
    }
  }),
);

testWith([openssh], 'a server runs on the other side, and what it brought comes home', () =>
  withFar((far) =>
    withCli(studyOn(far, { collectors: ['usage', 'runtime'] }), async (cli) => {
      const { rows } = await runJson(cli);
      for (const row of rows) {
        assert.is(row.calls, 300, row.cell.id);
        assert.equal(Object.keys(row.peers).sort(), ['client', 'server']);
        assert.ok(row.metrics.some(({ collector, peer }) => collector === 'usage' && peer === 'server'));
        // Both read one clock here, as the record says.
        assert.is(row.toServer.count, 300);
      }
      const [id = ''] = storedRuns(cli.folder);
      const [trial] = trialLines(cli.folder, id).map(parseTrial);
      assert.is(trial?.cast.find(({ name }) => name === 'server')?.machine, 'far');
      const { local, far: other } = trial?.machines ?? {};
      assert.is(local?.clockDomain, other?.clockDomain);
      const { low = NaN, high = NaN } = other?.offsetNs ?? {};
      assert.ok(low <= 0 && high >= 0 && high - low < 1e9, `${String(low)} to ${String(high)}`);
      await nothingLeft(far);
    }),
  ),
);

testWith([openssh], 'a client on the other side brings its histograms home', () =>
  withFar((far) => {
    const machines = {
      far: { launcher: 'ssh', host: 'far', config: far.config, peers: ['client'] },
      local: { address: '127.0.0.1' },
    };
    return withCli(studyOn(far, { transport: 'tcp', machines }), async (cli) => {
      const { rows } = await runJson(cli);
      assert.is(rows[0]?.response.count, 300);
      const { id } = newestRun(cli);
      const folder = join(cli.folder, '.wiretax', 'runs', id, 'trials', 'tcp.64B.c1', '1');
      for (const file of ['response.hlog', 'timeline.json']) assert.ok(existsSync(join(folder, file)), file);
      await nothingLeft(far);
    });
  }),
);

for (const whom of ['coordinator', 'ssh'] as const) {
  testWith([openssh], `kill -9 of ${whom} leaves nothing running on the other side`, () =>
    withFar((far) =>
      withCli(studyOn(far, { transport: 'tcp', duration: '20s', requests: undefined }), async (cli) => {
        const started = await underWay(cli, far);
        if (whom === 'coordinator') started.process.kill('SIGKILL');
        else
          for (const { pid, command } of cli.running())
            if (command.startsWith('ssh ')) process.kill(pid, 'SIGKILL');
        const { code, stderr } = await started.finished;
        if (whom === 'ssh') {
          assert.is(code, 1, stderr);
          assert.is(newestRun(cli).trials.get('tcp')?.error?.code, 'E_MACHINE_LOST');
        }
        await nothingLeft(far);
        await cli.allGone();
      }),
    ),
  );
}

testWith([openssh], 'whoever is not let in is told so, and no question is asked', () =>
  withFar((far) =>
    withCli(studyOn(far, { transport: 'tcp' }, 'locked'), async (cli) => {
      const { code, stderr } = await cli.run('run');
      assert.is(code, 1, stderr);
      const { error } = newestRun(cli).trials.get('tcp') ?? {};
      assert.equal([error?.code, error?.phase, error?.peer], ['E_MACHINE_LOST', 'setup', 'server']);
      assert.match(error?.message ?? '', /machine far: .*Permission denied/);
    }),
  ),
);

testWith([openssh], 'a machine without Node.js, or with an old one, is told of', () =>
  withFar(async (far) => {
    const old = join(far.bin, 'node');
    for (const [text, expected] of [
      [undefined, /no node in the PATH/],
      [
        `#!/bin/sh\nread a\necho '{"id":1,"answer":{"node":"v16.20.2"}}'\ncat >/dev/null\n`,
        /v16\.20\.2; 20\.19 or newer/,
      ],
    ] as const) {
      if (text !== undefined) writeFileSync(old, text, { mode: 0o755 });
      const launcher = { launcher: 'ssh', host: 'far', config: far.config, peers: ['server'] };
      await withCli(studyOn(far, { transport: 'tcp', machines: { far: launcher } }), async (cli) => {
        const { code, stderr } = await cli.run('run');
        assert.is(code, 1, stderr);
        const { message = '' } = newestRun(cli).trials.get('tcp')?.error ?? {};
        assert.ok(expected.test(message), message);
      });
    }
  }, 'bin'),
);

test('a machine that nobody can reach, and peers that there are not, are told of', () =>
  withCli(
    studyOf({
      transport: 'tcp',
      machines: { far: { launcher: 'ssh', host: 'no-such-host.invalid', peers: ['proxy-1'] } },
    }),
    async (cli) => {
      const { code, stderr } = await cli.run('run');
      assert.is(code, 2, stderr);
      assert.match(stderr, /machines\.far\.peers.*no peer proxy-1; peers are server, client/);
    },
  ));

test.run();
