import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { root } from '../test-files.js';
import { withCli } from './cli.js';
import { succeeds } from './plugin-door-cli.js';
import { type Document, storedRuns } from './run-results.js';
import { forgetDisturbances } from './undisturbed.js';

// An analysis that nobody here knows stands in every report as ours do: by its title, at its weight, with its mark in a chart.

const said = 'Hues of tcp meet at about 1000 B.';
const saidLast = 'Told in the old way, once in 1 run.';

const study = {
  'study.json': JSON.stringify({
    extends: 'quick',
    transport: 'tcp',
    size: ['64B', '4KiB'],
    concurrency: 1,
    plugins: ['./hues.mjs'],
    repetitions: 2,
    duration: '300ms',
    warmup: { min: '100ms', max: '300ms', calls: 100 },
    ceiling: false,
    reporters: ['json'],
  }),
  'hues.mjs': `
const hues = {
  title: 'Hues & shades',
  weight: 145,
  analyse: ({ rows }) => {
    const cells = rows.map(({ cell }) => cell.id);
    const table = { title: 'Hues one by one', columns: [{ title: 'hue' }], rows: [['teal']] };
    return [
      {
        id: 'hues.tcp',
        statement: '${said}',
        numbers: { meetBytes: 1000 },
        interval: { low: 500, high: 2000, level: 0.95 },
        cells,
        marks: [{ axis: 'size', at: 1000, low: 500, high: 2000, figure: 'response.p50', cells }],
        tables: [table],
      },
    ];
  },
};
// As one was written for 0.1.0.
const old = { analyse: () => [{ id: 'old', statement: '${saidLast}', numbers: { runs: 1 }, cells: [] }] };
export default {
  name: 'hues',
  api: 2,
  apply({ analyses }) {
    analyses.add('hues', hues);
    analyses.add('old', old);
  },
};
`,
};

/** That each text is there, and stands behind the one before. */
function assertOrder(text: string, ...parts: readonly string[]): void {
  const places = parts.map((part) => text.indexOf(part));
  parts.forEach((part, index) => {
    assert.ok((places[index] ?? -1) >= 0, `there is no ${part}`);
    assert.ok(index === 0 || (places[index - 1] ?? 0) < (places[index] ?? 0), `${part} comes too early`);
  });
}

/** What one of ours says of every run. */
const ours = 'The accounting adds up: throughput × mean response time gives the number of clients';

test("a stranger's analysis stands in table, page, Markdown, JSON, charts and SQL as ours do", async () => {
  await withCli(study, async (cli) => {
    await succeeds(cli, 'run', 'study.json');
    forgetDisturbances(cli);
    const [id = ''] = storedRuns(cli.folder);
    const report = (reporter: string): Promise<string> =>
      succeeds(cli, 'report', 'last', '--allow-plugin', 'hues.mjs', '--reporter', reporter);
    const file = (name: string): string =>
      readFileSync(join(cli.folder, '.wiretax', 'runs', id, name), 'utf8');

    const { analyses, findings } = JSON.parse(await report('json')) as Document;
    const names = analyses.map(({ name }) => name);
    assert.equal(names.slice(names.indexOf('hues') - 1, names.indexOf('hues') + 2), [
      'zones',
      'hues',
      'littles-law',
    ]);
    assert.equal(analyses.at(-1), { name: 'old', title: 'old', weight: 1000 });
    assert.equal(
      findings.filter(({ analysis }) => analysis === 'hues').map((finding) => finding.id),
      ['hues.tcp'],
    );

    const table = (await report('table')).replace(/\s+/g, ' ');
    assertOrder(table, `· ${said} 95 % interval: 500 to 2,000.`, `· ${ours}`, `· ${saidLast}`);

    await report('html,markdown,svg');
    assertOrder(
      file('report.md'),
      `- ${said} 95 % interval: 500 B to 1.95 KiB. (tcp.64B.c1, `,
      ours,
      saidLast,
    );
    const page = file('report.html');
    assertOrder(
      page.slice(page.indexOf('id="findings-title"')),
      '<summary>Hues &#38; shades',
      said,
      '<summary>Check of the accounting',
      ours,
      '<summary>old',
      saidLast,
    );
    assertOrder(page, '<h2 id="tables-1-title">', 'Hues one by one', 'teal');
    assert.match(page, /<td>mark<\/td>[^]*<td>hues\.tcp<\/td>/);
    const chart = file('chart-latency-over-size.svg');
    assertOrder(chart, '<desc', said, '</desc>');

    await succeeds(cli, 'plugins', 'link', join(root, 'plugins', 'commands', 'query'));
    const sql = `select title, statement, high, value from findings join finding_numbers using (finding) where analysis = 'hues'`;
    assert.is(
      await succeeds(cli, 'query', 'last', sql, '--format', 'csv'),
      `title,statement,high,value\r\nHues & shades,${said},2000,1000\r\n`,
    );
  });
});

test.run();
