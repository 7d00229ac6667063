import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { root } from '../test-files.js';
import { studyOf } from './bad-luck-study.js';
import { type Cli, withCli } from './cli.js';
import { freePort } from './free-port.js';
import { protoc } from './interop-protoc.js';
import { pythonGrpc, pythonProtobuf, withEchoServer } from './interop-python.js';
import { testWith } from './interop-tools.js';
import { nginx, withNginx } from './nginx.js';
import { succeeds } from './plugin-door-cli.js';
import { type Document, parseTrial, rowOf, runJson, storedRuns, trialLines } from './run-results.js';
import { forgetDisturbances } from './undisturbed.js';

function allowedCpus(pid: number): string {
  const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8');
  return /^Cpus_allowed_list:\s*(\S+)$/m.exec(status)?.[1] ?? '';
}

/** The only trial of the newest run. */
function onlyTrial(cli: Cli): ReturnType<typeof parseTrial> {
  const lines = trialLines(cli.folder, storedRuns(cli.folder).at(-1) ?? '');
  assert.is(lines.length, 1);
  return parseTrial(lines[0] ?? '');
}

testWith([nginx], 'rest asks an nginx for a page, and its CPU time stands in every report', () =>
  withNginx(({ port, pid, isUp }) => {
    const page = { url: `http://127.0.0.1:${String(port)}/health`, as: 'nginx' };
    const study = {
      transport: 'rest',
      concurrency: 4,
      target: ['own', page],
      requests: 2000,
      warmup: { max: '200ms', settle: '50ms' },
      repetitions: 2,
      collectors: ['usage', 'runtime'],
    };
    return withCli(studyOf(study), async (cli) => {
      const cpus = allowedCpus(pid);
      const document = await runJson(cli);
      const row = rowOf(document, 'rest.64B.c4.nginx');
      assert.is(row.calls, 2 * 4 * 2000);
      assert.ok((row.response.p50 ?? 0) > 0);
      assert.equal([row.toServer.count, row.toClient.count], [0, 0]);
      assert.ok(rowOf(document, 'rest.64B.c4').toServer.count > 0);
      const { server } = row.peers;
      assert.ok((server?.userNsPerCall ?? 0) + (server?.systemNsPerCall ?? 0) > 0);
      assert.is(server?.loopUtilisation, null);
      assert.not.equal(row.limit?.of, 'cpus');
      seesAll(document);
      assert.ok(isUp());
      assert.is(allowedCpus(pid), cpus, 'nobody has placed it');

      forgetDisturbances(cli);
      await succeeds(cli, 'plugins', 'link', join(root, 'plugins', 'commands', 'query'));
      const table = await succeeds(cli, 'report', 'last', '--reporter', 'table');
      assert.match(table, /target nginx/);
      for (const reporter of ['markdown', 'html', 'csv', 'svg'])
        await succeeds(cli, 'report', 'last', '--reporter', reporter);
      const folder = join(cli.folder, '.wiretax', 'runs', storedRuns(cli.folder)[0] ?? '');
      for (const file of ['report.md', 'report.html', 'rows.csv'])
        assert.match(readFileSync(join(folder, file), 'utf8'), 'nginx', file);
      const cells = ['last', 'rest.64B.c4', 'rest.64B.c4.nginx'];
      await succeeds(cli, 'compare', ...cells, '--fail-on', 'none');
      await succeeds(cli, 'explain', ...cells);
      await succeeds(cli, 'history', '--cell', 'rest.64B.c4.nginx');
      const sql = "select target, calls from rows where target = 'nginx'";
      const asked = await succeeds(cli, 'query', 'last', sql, '--format', 'json');
      assert.match(asked, '16000');
    });
  }),
);

/** The processes that were found by the port, in every trial. */
function seesAll({ trials }: Document): void {
  const aimed = trials.filter(({ cell }) => cell.endsWith('.nginx'));
  assert.is(aimed.length, 2);
  for (const { cast, measured, yardstick } of aimed) {
    const server = cast.find(({ name }) => name === 'server');
    assert.equal([server?.run, server?.machine], ['target', 'local']);
    assert.is(measured?.peers['server']?.processes, 3);
    assert.equal(Object.keys(yardstick?.peers ?? {}), ['client']);
  }
}

testWith([nginx], 'a server without room fails the trial, or is put up with as far as is tolerated', () =>
  withNginx(({ port }) => {
    const url = `http://127.0.0.1:${String(port)}/full`;
    return withCli(studyOf({ transport: 'rest', target: url }), async (cli) => {
      const { code } = await cli.run('run');
      assert.is(code, 1);
      const { error } = onlyTrial(cli);
      assert.is(error?.code, 'E_CALL_FAILED');
      assert.match(error?.message ?? '', 'was answered with status 503');
    });
  }),
);

testWith([protoc, pythonGrpc], 'grpc measures a server that is written in Python', () =>
  withEchoServer('grpc', ({ address }) =>
    withCli(studyOf({ transport: 'grpc', target: `grpc://${address}` }), async (cli) => {
      const document = await runJson(cli);
      const [row] = document.rows;
      assert.is(row?.calls, 50);
      assert.ok((row?.toServer.count ?? 0) > 0, 'it stamps with the same clock');
      const [trial] = document.trials;
      assert.equal(
        trial?.cast.map(({ name, run, endpoint }) => [name, run, endpoint?.address]),
        [
          ['server', 'target', address],
          ['client', 'ours', undefined],
        ],
      );
    }),
  ),
);

testWith([protoc, pythonGrpc], 'grpc asks for a method of its own, and takes any answer', () =>
  withEchoServer('grpc', async ({ address }) => {
    const target = `grpc://${address}/wiretax.v1.Echo/Echo`;
    // Bytes that are no message of that server: it fails as what it is, a refusal of the server.
    await withCli(studyOf({ transport: 'grpc', size: '1B', target }), async (cli) => {
      await cli.run('run');
      const { error } = onlyTrial(cli);
      assert.match(error?.message ?? '', /transport grpc .* failed with \w+/);
    });
    await withCli(studyOf({ transport: 'grpc', size: '0B', target }), async (cli) => {
      const { rows } = await runJson(cli);
      assert.equal([rows[0]?.calls, rows[0]?.toServer.count], [50, 0]);
    });
  }),
);

testWith([protoc, pythonProtobuf], 'tcp measures a server that is written in Python', () =>
  withEchoServer('tcp', ({ address }) =>
    withCli(studyOf({ transport: 'tcp', target: `tcp://${address}` }), async (cli) => {
      const { rows } = await runJson(cli);
      assert.is(rows[0]?.calls, 50);
    }),
  ),
);

test('a target at which nobody listens fails setup, and says where', async () => {
  const address = `127.0.0.1:${String(await freePort())}`;
  await withCli(studyOf({ transport: 'rest', target: `http://${address}/` }), async (cli) => {
    const { code } = await cli.run('run');
    assert.is(code, 1);
    const { error, status } = onlyTrial(cli);
    assert.equal([status, error?.code, error?.phase], ['failed', 'E_TARGET', 'setup']);
    assert.match(error?.message ?? '', `no server can be reached at ${address}: connect ECONNREFUSED`);
  });
});

test('a scheme that the transport does not speak, and a path that it can not ask for, are refused with their place', () =>
  withCli({}, async (cli) => {
    for (const [transport, target, says] of [
      ['rest', 'grpc://127.0.0.1:1', 'target: rest speaks http, not grpc'],
      [
        'tcp',
        'tcp://127.0.0.1:1/path',
        "target: tcp sends a server nothing but echo's calls; leave /path out",
      ],
      ['tcp', 'here', 'target: "here" isn\'t the address of a server'],
      ['tcp', 'tcp://127.0.0.1', 'target: "tcp://127.0.0.1" has no port; write tcp://127.0.0.1:PORT'],
    ] as const) {
      const { code, stderr } = await cli.run('run', 'smoke', '--transport', transport, '--target', target);
      assert.is(code, 2, stderr);
      assert.ok(stderr.includes(says), stderr);
    }
  }));

test.run();
