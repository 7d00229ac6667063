import type { Reporter, Results, Row, TrialRecord } from '@wiretax/core';
import {
  sampleEvidence,
  sampleFailedRow,
  sampleFailedTrial,
  sampleManifest,
  sampleResults,
  sampleResumed,
  sampleRow,
  sampleRowMetric,
  sampleChain,
  sampleTrial,
  use,
  sampleTally,
} from '@wiretax/core/testing';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import plugin from './index.js';

const evidence = sampleEvidence({ calls: 500 });
const row = (transport: string): Row => sampleRow({ transport, calls: 500, alone: true });
const { cell } = row('tcp');

function results(
  rows: readonly Row[],
  trials: readonly TrialRecord[],
  controls: readonly Row[] = [],
): Results {
  return sampleResults(rows, { manifest: sampleManifest({}, { id: 'run-1' }), trials, controls });
}

interface Written {
  readonly printed: string;
  readonly files: ReadonlyMap<string, string>;
}

async function report(given: Results): Promise<Written> {
  const added = new Map<string, Reporter>();
  plugin.apply({
    reporters: { add: (name: string, reporter: Reporter) => added.set(name, reporter) },
  } as never);
  const files = new Map<string, string>();
  let printed = '';
  await added.get('csv')?.report(given, {
    columns: 0,
    color: false,
    print: (text) => {
      printed += text;
    },
    write: (file, text) => {
      files.set(file, text);
      return Promise.resolve(`runs/run-1/${file}`);
    },
  });
  return { printed, files };
}

/** The lines of a file whose cells have no commas, by column. */
async function table(given: Results, file: string): Promise<Record<string, string | undefined>[]> {
  const { files } = await report(given);
  const [header = [], ...lines] = (files.get(file) ?? '')
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(','));
  return lines.map((line) => Object.fromEntries(header.map((name, index) => [name, line[index]])));
}

test('two files are written, and their paths are all that is printed', async () => {
  const { printed, files } = await report(results([row('tcp')], [sampleTrial(cell)]));
  assert.equal([...files.keys()], ['rows.csv', 'trials.csv']);
  assert.is(printed, 'runs/run-1/rows.csv\nruns/run-1/trials.csv\n');
});

const full = sampleRow(
  {
    transport: use('grpc', 'grpc-4', { channels: 4 }),
    replyBytes: 4096,
    flow: use('semaphore', 'semaphore-5', { maxInflight: 5 }),
    rate: 20_000.25,
    spread: 0.5,
    busy: [0.98, 0.5],
    verdicts: ['client-bound', 'unsteady'],
  },
  {
    metrics: [sampleRowMetric({ value: 1e7 })],
  },
);

test('a line a cell: every axis, units in names, exact numbers', async () => {
  const [line] = await table(results([full], []), 'rows.csv');
  const expected = {
    run: 'run-1',
    cell: 'grpc-4.64B-4KiB.c10.semaphore-5',
    control: 'false',
    transport: 'grpc-4',
    request_bytes: '64',
    reply_bytes: '4096',
    concurrency: '10',
    flow: 'semaphore-5',
    codec: 'protobuf',
    link: 'tcp',
    placement: 'split',
    service_time_ns: '0',
    load: 'closed',
    verdict: 'client-bound',
    verdicts: 'client-bound unsteady',
    struck: 'false',
    throughput_per_s: '20000.25',
    throughput_low_per_s: '10000.125',
    response_p50_ns: '51200',
    client_loop_utilisation_ratio: '0.98',
    'transport.grpc.channels': '4',
    'flow.semaphore.maxInflight': '5',
    'usage.server.cpu.user_ns': '10000000',
    'usage.server.cpu.user_ns_per_call': '20000',
  };
  for (const [name, value] of Object.entries(expected)) assert.is(line?.[name], value, name);
});

test('what was not measured is empty', async () => {
  const [measured, failed] = await table(
    results([row('tcp'), sampleFailedRow({ transport: 'rest' })], []),
    'rows.csv',
  );
  assert.is(measured?.['response_p99_ns'], '');
  assert.is(measured?.['server_cpu_ratio'], '');
  assert.is(failed?.['verdict'], 'failed');
  assert.is(failed?.['struck'], 'true');
  assert.is(failed?.['throughput_per_s'], '');
});

test('peers between client and server have columns of their own, of rows that have them', async () => {
  const limit = { peer: 'proxy-1', busy: 0.97, of: 'thread' } as const;
  const proxied = sampleRow({ between: ['proxy-1'] }, { limit });
  const given = results([proxied, row('grpc')], [sampleChain(proxied.cell, ['proxy-1'])]);
  const [of, without] = await table(given, 'rows.csv');
  const figures = [
    'user_ns_per_call',
    'system_ns_per_call',
    'loop_utilisation_ratio',
    'busiest_thread_ratio',
  ];
  assert.equal(
    figures.map((name) => of?.[`proxy-1_${name}`]),
    ['9000', '21000', '', '0.7'],
  );
  assert.equal([of?.['limit'], of?.['limit_busy_ratio'], of?.['limit_of']], ['proxy-1', '0.97', 'thread']);
  assert.is(without?.['proxy-1_user_ns_per_call'], '');
  const [trial] = await table(given, 'trials.csv');
  assert.equal(
    ['user_ns', 'gc_count', 'busiest_thread_ratio', 'processes'].map((name) => trial?.[`proxy-1_${name}`]),
    ['300000000', '', '0.7', '2'],
  );
  const plain = await table(results([row('tcp')], [sampleTrial(cell)]), 'rows.csv');
  assert.not(Object.keys(plain[0] ?? {}).some((name) => name.startsWith('limit')));
});

test('several clients have columns of their own, with what each saw', async () => {
  const { cast, measured, ...trial } = sampleTrial(cell);
  assert.ok(measured);
  const [server] = cast;
  assert.ok(server);
  const { response, lag } = measured;
  const names = ['client-1', 'client-2'];
  const clients = names.map((name) => [name, { calls: 5000, throughput: 10_000, response, lag }]);
  const given: TrialRecord = {
    ...trial,
    cast: [server, ...names.map((name) => ({ ...server, name, half: 'client' as const, calls: ['server'] }))],
    measured: { ...measured, clients: Object.fromEntries(clients) as NonNullable<typeof measured.clients> },
  };
  const [of] = await table(results([row('tcp')], [given]), 'trials.csv');
  assert.equal([of?.['client-1_calls'], of?.['client-2_throughput_per_s']], ['5000', '10000']);
  assert.is(of?.['client-2_response_p50_ns'], String(response.p50));
});

test('what became of all calls that were due stands where it is told', async () => {
  const [of] = await table(results([sampleRow({ calls: 500 }, { tally: sampleTally })], []), 'rows.csv');
  const names = ['calls_offered', 'calls_rejected', 'calls_unstarted', 'attempts', 'calls_failed.late'];
  assert.equal(
    names.map((name) => of?.[name]),
    ['31500', '1200', '100', '30900', '200'],
  );
});

test('the null transport is marked as a control', async () => {
  const lines = await table(results([row('tcp')], [], [{ ...row('null'), control: true }]), 'rows.csv');
  assert.equal(
    lines.map((line) => line['control']),
    ['false', 'true'],
  );
});

test('a line a launch: axes, evidence for each call, what failed and why', async () => {
  const broken = {
    ...evidence,
    peer: 'client',
    folder: 'usage-client',
    status: 'failed' as const,
    error: 'gone',
    metrics: [],
  };
  const trials = [
    sampleTrial(cell, { evidence: [evidence], phasesNs: { measure: 5e8 } }),
    sampleFailedTrial(cell, 'the server ended', { trial: 2, evidence: [broken] }),
  ];
  const [good, bad] = await table(results([row('tcp')], trials), 'trials.csv');
  assert.is(good?.['trial'], '1');
  assert.is(good?.['transport'], 'tcp');
  assert.is(good?.['measure_duration_ns'], '500000000');
  assert.is(good?.['yardstick_wake_ns'], '40000');
  assert.is(good?.['yardstick_server_integer_ns'], '16500');
  assert.is(good?.['yardstick_server_cpus'], '1');
  assert.is(bad?.['yardstick_wake_ns'], '');
  assert.is(good?.['usage.server.cpu.user_ns'], '10000000');
  assert.is(good?.['usage.server.cpu.user_ns_per_call'], '20000');
  assert.is(good?.['usage.server.event-loop.utilisation_ratio'], '0.5');
  assert.is(bad?.['error_message'], 'the server ended');
  assert.is(bad?.['response_p50_ns'], '');
  assert.is(bad?.['usage.client.error'], 'gone');
});

test('launches tell their session, and a row says when they are not of one kind', async () => {
  const { files } = await report(sampleResumed());
  assert.match(
    files.get('rows.csv') ?? '',
    /,"launch 1 of session 1 and launch 2 of session 2 differ in kernel, NODE_OPTIONS",/,
  );
  const trials = await table(sampleResumed(), 'trials.csv');
  assert.equal(
    trials.map(({ session }) => session),
    ['1', '2'],
  );
});

test('a profile pass has columns of its own', async () => {
  const trials = [sampleTrial(cell, { evidence: [{ ...evidence, window: 'profile' }] })];
  const [line] = await table(results([row('tcp')], trials), 'trials.csv');
  assert.is(line?.['usage.profile.server.cpu.user_ns'], '10000000');
});

test('a hostile name is quoted and disarmed wherever it stands', async () => {
  const name = '=HYPERLINK("http://x","y")\r\n';
  const hostile = row(name);
  const trials = [sampleTrial(hostile.cell, { notes: ['@SUM(1)'] })];
  const { files } = await report(results([hostile], trials));
  for (const text of files.values()) {
    assert.not.match(text, /(?:^|,|\n)"?[=@]/);
    assert.match(text, '"\'=HYPERLINK(""http://x"",""y"")');
  }
});

test('no rows, no trials: headers only', async () => {
  const { files } = await report(results([], []));
  for (const text of files.values()) assert.match(text, /^run,cell,control,[^\n]*\r\n$/);
});

test.run();
