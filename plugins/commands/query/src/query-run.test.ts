import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { WiretaxError } from '@wiretax/core';
import { sampleChain } from '@wiretax/core/testing';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { callsPerTrial, cells, id, refusalOf, transports, withStoredRun } from './stored-run.test.support.js';

test('every call of every trial, with what its cell is', async () => {
  await withStoredRun(true, async ({ rows }) => {
    assert.equal(
      await rows(`select transport, trial, count(*) as n, quantile_disc(response, 0.5) as p50, max(lag) as lag,
        max(service) as service, min(completed - scheduled - response) as off from samples group by all order by all`),
      transports.toSorted().flatMap((transport) =>
        [1, 2].map((trial) => ({
          transport,
          trial,
          n: callsPerTrial,
          p50: 5000,
          lag: 3,
          service: 9997,
          off: 0,
        })),
      ),
    );
    assert.equal(await rows('select distinct concurrency, request_bytes, codec, flow, node from samples'), [
      { concurrency: 1, request_bytes: 64, codec: 'protobuf', flow: 'none', node: 'default' },
    ]);
  });
});

test('trials and metrics', async () => {
  const metric = { name: 'gc.count', value: 4, unit: 'count', kind: 'counter' } as const;
  await withStoredRun(
    false,
    async ({ rows }) => {
      assert.equal(
        await rows('select cell, trial, status, calls, verdicts, error from trials order by trial, cell'),
        [
          ...cells.map(({ id: cell }) => ({
            cell,
            trial: 1,
            status: 'completed',
            calls: 10_000,
            verdicts: 'valid',
            error: null,
          })),
          ...cells.map(({ id: cell }) => ({
            cell,
            trial: 2,
            status: 'failed',
            calls: null,
            verdicts: 'failed',
            error: "it's\n=1",
          })),
        ].toSorted((a, b) => a.trial - b.trial || (a.cell < b.cell ? -1 : 1)),
      );
      assert.equal(
        await rows('select distinct metric, value, unit, kind, peer, role, phase, collector from metrics'),
        [
          {
            metric: 'gc.count',
            value: 4,
            unit: 'count',
            kind: 'counter',
            peer: 'server',
            role: 'server',
            phase: 'measure',
            collector: 'gc',
          },
        ],
      );
    },
    (_cell, trial) =>
      trial === 1
        ? {
            evidence: [
              {
                collector: 'gc',
                peer: 'server',
                folder: 'gc-server',
                window: 'measure',
                status: 'completed',
                metrics: [metric],
                artifacts: [],
                notes: [],
                calls: 9,
              },
            ],
          }
        : {
            status: 'failed',
            error: { code: 'X_Y', message: "it's\n=1", phase: 'setup' },
            verdicts: ['failed'],
            evidence: [],
            measured: undefined as never,
          },
  );
});

test('peers: one row each, and columns of trials for those that are neither client nor server', async () => {
  await withStoredRun(
    false,
    async ({ rows }) => {
      assert.equal(
        await rows(
          `select peer, half, run, machine, loop_utilisation, busiest_thread, processes from peers where trial = 1 and cell = '${cells[0]?.id ?? ''}'`,
        ),
        [
          {
            peer: 'client',
            half: 'client',
            run: 'ours',
            loop_utilisation: 0.5,
            busiest_thread: null,
            processes: 1,
          },
          {
            peer: 'proxy-1',
            half: 'middle',
            run: 'command',
            loop_utilisation: null,
            busiest_thread: 0.7,
            processes: 2,
          },
          {
            peer: 'server',
            half: 'server',
            run: 'ours',
            loop_utilisation: 0.5,
            busiest_thread: null,
            processes: 1,
          },
        ].map((row) => ({ ...row, machine: 'local' })),
      );
      assert.equal(await rows('select distinct client_user, proxy_1_user, proxy_1_gc_count from trials'), [
        { client_user: 3e8, proxy_1_user: 3e8, proxy_1_gc_count: null },
      ]);
    },
    (cell) => {
      const { cast, measured } = sampleChain(cell, ['proxy-1']);
      return { cast, ...(measured === undefined ? {} : { measured }) };
    },
  );
});

test('formats', async () => {
  await withStoredRun(false, async ({ ask }) => {
    const sql = `select 1 as a, 'x,"y"' as b, null as c, '=1+1' as d, 123456789012345678901::hugeint as e, [1, 2] as f,
      'red\u001b[31m' as g, -1.5::double as h, {'k': 'v'} as i, date '2026-01-02' as j, 1 as a`;
    assert.is(
      await ask(sql, { format: 'csv' }),
      'a,b,c,d,e,f,g,h,i,j,a:1\r\n1,"x,""y""",,\'=1+1,123456789012345678901,"[1,2]",red[31m,-1.5,"{""k"":""v""}",2026-01-02T00:00:00.000Z,1\r\n',
    );
    assert.equal(JSON.parse(await ask(sql, { format: 'json' })), [
      {
        a: 1,
        b: 'x,"y"',
        c: null,
        d: '=1+1',
        e: '123456789012345678901',
        f: [1, 2],
        g: 'red\u001b[31m',
        h: -1.5,
        i: { k: 'v' },
        j: '2026-01-02T00:00:00.000Z',
        'a:1': 1,
      },
    ]);
    assert.is(
      await ask("select range as n, 'a\u001b[31mb' || range as t from range(9, 11)"),
      ' n  t\n──  ────\n 9  ab9\n10  ab10\n',
    );
    assert.is(await ask('select 1 as a where false', { format: 'json' }), '[]\n');
    assert.is(await ask('select 1 as a where false'), 'a\n─\n');
    const many = await ask('select range as n from range(200000)');
    assert.is(many.split('\n').length, 1004);
    assert.match(many, '… the first 1000 rows; --format csv or json prints all');
    const all = await ask('select range as n from range(5000)', { format: 'json' });
    assert.is((JSON.parse(all) as unknown[]).length, 5000);
  });
});

test('what can’t be asked is said in words of DuckDB or ours, and nothing is done', async () => {
  await withStoredRun(true, async ({ ask, directory }) => {
    const secret = join(directory, 'secret.csv');
    writeFileSync(secret, 'a\n1\n');
    const sample = join(directory, 'trials', 'tcp.64B.c1', '1', 'samples-client', 'samples.parquet');
    const before = readFileSync(sample);
    const quoted = sample.replaceAll("'", "''");
    for (const [sql, says] of [
      ['selec', /syntax error at or near "selec"/],
      ['select nothing from trials', /Referenced column "nothing" not found/],
      ['', /there is no statement/],
      [' ; -- select 1', /there is no statement/],
      ['select 1; select 2', /there are 2 statements/],
      ['drop view samples', /the run is only read/],
      ['set enable_external_access = true', /the run is only read|locked/],
      [`copy (select 1) to '${quoted}' (format parquet, use_tmp_file false)`, /only read|disabled/],
      [`select * from read_csv('${secret.replaceAll("'", "''")}')`, /file system operations are disabled/],
      [`select * from '/etc/passwd'`, /./],
      [`attach '${secret.replaceAll("'", "''")}.db'`, /disabled|only read/],
      [`select 'x'::integer from range(3)`, /Conversion Error/],
    ] as const) {
      const { code, exitCode, text } = await refusalOf(ask(sql));
      assert.is(code, 'E_QUERY', sql);
      assert.is(exitCode, 2, sql);
      assert.match(text, says, sql);
    }
    assert.ok(before.equals(readFileSync(sample)));
    assert.not.ok(existsSync(`${secret}.db`));
  });
});

const endless =
  'select count(*) from range(10000000000) a, range(10000000000) b where a.range % 7 = b.range % 5';
const endlessRows = 'select range as n from range(10000000000)';

test('a query ends when its time is over', async () => {
  await withStoredRun(false, async ({ ask }) => {
    for (const [sql, format] of [
      [endless, 'table'],
      [endlessRows, 'csv'],
    ] as const) {
      const { code, exitCode, text } = await refusalOf(ask(sql, { limit: '300ms', format }));
      assert.is(code, 'E_QUERY_LIMIT');
      assert.is(exitCode, 1);
      assert.match(text, 'longer than 300ms; ask for less, or allow more with --limit');
    }
    const { code, text } = await refusalOf(ask('select 1', { limit: 'soon' }));
    assert.is(code, 'E_DURATION');
    assert.match(text, `"soon" isn't a duration`);
    assert.match(await ask('select 1 as one', { limit: '99999h' }), 'one');
  });
});

test('a query can be interrupted, before it runs too', async () => {
  await withStoredRun(false, async ({ ask }) => {
    const interruption = new AbortController();
    const asked = refusalOf(ask(endless, { interruption: interruption.signal }));
    setTimeout(() => {
      interruption.abort(new WiretaxError('E_INTERRUPTED', 'stop'));
    }, 100);
    assert.is((await asked).code, 'E_INTERRUPTED');
    const again = await refusalOf(ask('select 1', { interruption: interruption.signal }));
    assert.is(again.code, 'E_INTERRUPTED');
  });
});

test('a run without samples says how to get them', async () => {
  await withStoredRun(false, async ({ ask, rows }) => {
    const { code, exitCode, text } = await refusalOf(ask('select count(*) from samples'));
    assert.is(code, 'E_NO_SAMPLES');
    assert.is(exitCode, 2);
    assert.match(text, 'run it again with --collect samples');
    assert.equal(await rows('select count(*) as n from trials'), [{ n: 4 }]);
  });
});

test('files that are gone are left out, and damaged ones are named', async () => {
  await withStoredRun(true, async ({ ask, rows, directory }) => {
    const fileOf = (trial: number): string =>
      join(directory, 'trials', 'tcp.64B.c1', String(trial), 'samples-client', 'samples.parquet');
    rmSync(fileOf(1));
    assert.equal(await rows('select count(*) as n from samples'), [{ n: 3 * callsPerTrial }]);
    writeFileSync(fileOf(2), 'PAR1 and no more');
    const { code, text } = await refusalOf(ask('select count(*) from samples'));
    assert.is(code, 'E_BAD_SAMPLES');
    assert.match(text, fileOf(2));
  });
});

test('findings of any analysis with their numbers, those that 0.1.0 stored too', async () => {
  await withStoredRun(false, async ({ ask, rows, directory }) => {
    const store = (text: unknown): void =>
      writeFileSync(join(directory, 'findings.json'), JSON.stringify(text));
    const finding = { id: 'hues.1', statement: 'It is 1.', numbers: { hue: 1 }, cells: ['a', 'b'] };
    const interval = { low: 0, high: 2, level: 0.95 };
    const analyses = [{ name: 'hues', title: 'Hues & all', weight: 1000 }];
    store({ schema: 1, analyses, findings: [{ ...finding, interval, analysis: 'hues', marks: [5] }] });
    assert.equal(await rows('select * from findings'), [
      {
        finding: 'hues.1',
        analysis: 'hues',
        title: 'Hues & all',
        statement: 'It is 1.',
        ...interval,
        detail: false,
        cells: 'a, b',
      },
    ]);
    assert.equal(await rows('select name, value from finding_numbers'), [{ name: 'hue', value: 1 }]);
    store({ schema: 1, findings: [finding] });
    assert.equal(await rows('select analysis, title, low from findings'), [
      { analysis: 'hues', title: 'hues', low: null },
    ]);
    const warned: string[] = [];
    store({ schema: 1, findings: [{ ...finding, id: 1 }] });
    await ask('select * from findings', {}, (text) => warned.push(text));
    rmSync(join(directory, 'findings.json'));
    assert.equal(await rows('select count(*) as n from findings'), [{ n: 0 }]);
    assert.is(warned.length, 1);
    assert.match(warned[0] ?? '', "findings[0].id isn't a text; wiretax report makes it again");
  });
});

test('a run by its folder, its id or the begin of it', async () => {
  await withStoredRun(false, async ({ ask, directory }) => {
    for (const run of [directory, id, '20260102']) {
      assert.match(await ask('select count(*) as trials from trials', { run }), /trials\n─+\n +4\n/);
    }
    const { code, text } = await refusalOf(ask('select 1', { run: 'yesterday' }));
    assert.is(code, 'E_UNKNOWN_RUN');
    assert.match(text, `no such run; there are ${id}`);
  });
});

test.run();
