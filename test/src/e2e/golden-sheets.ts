import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../test-files.js';
import { withCli } from './cli.js';
import { documentOf } from './run-results.js';
import { storedFixture } from './stored-fixture.js';

/** Where the stored run is, and what was made of it. */
export const goldenFolder = join(root, 'test', 'fixtures', 'golden');

/** What the reporters make of a run that was stored before loads were an axis: the sheets by the names of their files. */
export async function goldenSheets(): Promise<ReadonlyMap<string, string>> {
  const { id, folder, placed } = storedFixture('golden/run.json.gz');
  const sheets = new Map<string, string>();
  await withCli(
    placed,
    async (cli) => {
      const table = await cli.run('report', id, '--reporter', 'table,csv,markdown');
      if (table.code !== 0) throw new Error(table.stderr);
      // How to have it again depends on where Wiretax is.
      sheets.set('table.txt', table.stdout.replace(/again:\s+node \S+ report \S+/, 'again: …'));
      for (const file of ['rows.csv', 'trials.csv', 'report.md'])
        sheets.set(
          file,
          readFileSync(join(cli.folder, folder, file), 'utf8').replaceAll(/node \S+run\.js/g, 'wiretax'),
        );
      const document = documentOf(await cli.run('report', id, '--reporter', 'json'));
      const told = document.rows.map(({ cell, verdicts, reasons }) => ({ cell, verdicts, reasons }));
      sheets.set(
        'findings.json',
        `${JSON.stringify({ rows: told, findings: document.findings }, null, 1)}\n`,
      );
    },
    { variables: { COLUMNS: '140' } },
  );
  return sheets;
}
