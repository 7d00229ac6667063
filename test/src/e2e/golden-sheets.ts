import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { root } from '../test-files.js';
import { withCli } from './cli.js';
import { documentOf } from './run-results.js';

/** Where the stored run is, and what was made of it. */
export const goldenFolder = join(root, 'test', 'fixtures', 'golden');

interface Stored {
  readonly id: string;
  /** By path below the run's folder. */
  readonly files: Readonly<Record<string, string>>;
}

/** What the reporters make of a run that was stored before loads were an axis: the sheets by the names of their files. */
export async function goldenSheets(): Promise<ReadonlyMap<string, string>> {
  const packed = readFileSync(join(goldenFolder, 'run.json.gz'));
  const { id, files } = JSON.parse(gunzipSync(packed).toString()) as Stored;
  const folder = join('.wiretax', 'runs', id);
  const placed = Object.entries(files).map(([path, text]) => [join(folder, path), text] as const);
  const sheets = new Map<string, string>();
  await withCli(
    Object.fromEntries(placed),
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
