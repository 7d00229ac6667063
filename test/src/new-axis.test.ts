import { type Axis, type AxisField, axisTable, type Plugin, type Results, type Row } from '@wiretax/core';
import { cellColumns, placeOf, planCells } from '@wiretax/core/record';
import {
  applyPlugin,
  fakeHost,
  sampleExperiment,
  sampleManifest,
  sampleResults,
  sampleRow,
  use,
} from '@wiretax/core/testing';
import { reportSchemaProblems } from '@wiretax/config/check/schema-problems.js';
import { readExperiment } from '@wiretax/config/read/experiment.js';
import { readFlags } from '@wiretax/config/read/overrides.js';
import { ProblemList } from '@wiretax/config/read/problem-list.js';
import { seriesOver } from '@wiretax/statistics';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

// An axis is one entry of the table: one that is added is found everywhere, without another line.
const field = 'meshTopology' as AxisField;
const axis: Axis<string> = {
  name: 'meshTopology',
  field,
  title: 'topology',
  description: 'Who stands between client and server.',
  help: ['Who stands between client and server.', 'NAME'],
  form: 'word',
  words: ['direct', 'sidecar'],
  default: 'direct',
  later: true,
  nest: 4.5,
  group: 5.5,
};

test.before(() => {
  Object.assign(axisTable, { [field]: axis });
});

test.after(() => {
  Reflect.deleteProperty(axisTable, field);
});

const both = sampleExperiment({ transport: [use('tcp')], [field]: ['direct', 'sidecar'] });

/** A row of the cell that has this value, and the median. */
function rowAt(value: string, bytes: number, p50Us: number): Row {
  const row = sampleRow({ bytes, p50Us });
  const id = value === 'direct' ? row.cell.id : `${row.cell.id}.${value}`;
  return { ...row, cell: { ...row.cell, id, [field]: value } };
}

const rows = (): readonly Row[] => [
  rowAt('direct', 64, 100),
  rowAt('sidecar', 64, 200),
  rowAt('direct', 4096, 120),
  rowAt('sidecar', 4096, 240),
];

test('the plan has its values, in ids where they are no default, and excludes leave them out', () => {
  const ids = (experiment = both): readonly string[] => planCells(experiment).map(({ id }) => id);
  assert.ok(ids().includes('tcp.64B.c1') && ids().includes('tcp.64B.c1.sidecar'));
  assert.ok(ids({ ...both, exclude: [{ [field]: ['direct'] }] }).every((id) => id.endsWith('.sidecar')));
});

test('configs, flags and the schema take it, and say what is wrong with a value', () => {
  const problems = new ProblemList();
  const { config } = readFlags({ 'mesh-topology': ['direct,sidecar'] });
  reportSchemaProblems(config, problems);
  const { axes } = readExperiment(config, 'x', problems).experiment;
  assert.equal((axes as unknown as Record<string, unknown>)[field], ['direct', 'sidecar']);
  assert.equal(problems.problems, []);
  readExperiment({ exclude: [{ meshTopology: 'sidcar' }] }, 'x', problems);
  assert.equal(problems.problems, [
    {
      path: 'exclude[0].meshTopology',
      message: '"sidcar" isn\'t one of direct, sidecar',
      nearest: 'sidecar',
    },
  ]);
});

test('the command line has a flag for it', async () => {
  const run = new URL('../../bin/dist/commands/run.js', import.meta.url).href;
  const { default: Run } = (await import(run)) as { default: { flags: Record<string, { summary: string }> } };
  assert.is(Run.flags['mesh-topology']?.summary, 'Who stands between client and server.');
});

test('rows that differ in it stand on no common curve, and are neither merged nor compared', () => {
  const curves = seriesOver(rows(), 'size');
  assert.equal(
    curves.map(({ points }) => points.map(({ row }) => row.cell.id)),
    [
      ['tcp.64B.c10', 'tcp.4KiB.c10'],
      ['tcp.64B.c10.sidecar', 'tcp.4KiB.c10.sidecar'],
    ],
  );
  const [direct, sidecar] = rows();
  const places = [direct, sidecar].flatMap((row) =>
    row === undefined ? [] : [placeOf(row.cell, ['transport'])],
  );
  assert.is(new Set(places).size, 2);
});

async function contributions(name: string): Promise<ReturnType<typeof applyPlugin>> {
  const { default: plugin } = (await import(name)) as { default: Plugin };
  return applyPlugin(plugin, fakeHost());
}

test('CSV, SQL, tables, Markdown and pages show it', async () => {
  assert.ok(cellColumns().some(({ name, sqlName }) => name === axis.name && sqlName === axis.name));
  const manifest = sampleManifest();
  const results: Results = sampleResults(rows(), { manifest: { ...manifest, experiment: both } });
  const same = sampleResults(
    rows().filter((_, index) => index % 2 === 1),
    { manifest: { ...manifest, experiment: both } },
  );
  const texts = async (of: Results, name: string, reporter: string): Promise<string> => {
    const { reporters } = await contributions(name);
    let text = '';
    const add = (more: string): void => {
      text += more;
    };
    await reporters.need(reporter).contribution.report(of, {
      columns: 140,
      color: false,
      print: add,
      write: (_, written) => {
        add(written);
        return Promise.resolve('file');
      },
    });
    return text;
  };
  const csv = await texts(results, '@wiretax/plugin-csv', 'csv');
  assert.match(csv, ',meshTopology');
  assert.match(csv, ',sidecar');
  for (const [name, reporter] of [
    ['@wiretax/plugin-table', 'table'],
    ['@wiretax/plugin-markdown', 'markdown'],
  ] as const) {
    assert.match(await texts(results, name, reporter), 'topology sidecar', name);
    assert.match((await texts(same, name, reporter)).replaceAll('\u00a0', ' '), 'topology sidecar', name);
  }
  assert.match(await texts(results, '@wiretax/plugin-html', 'html'), /<th [^>]*>Topology<\/th>/);
});

test.run();
