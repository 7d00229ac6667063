import { definePlugin, type Plugin, type Reporter, type Results, type Row } from '@wiretax/core';

/** What a broken reporter does otherwise than the reference. */
export interface Parts {
  readonly printable: (name: string) => string;
  readonly markdown: (name: string) => string;
  readonly html: (name: string) => string;
  readonly csvCell: (text: string) => string;
  readonly json: (results: Results) => string;
  /** Further text, printed before the last line end. */
  readonly more: (results: Results) => unknown;
}

const invisible = /[\p{Cc}\p{Cf}\u2028]+/gu;
const oneLine = (name: string): string => name.replace(invisible, ' ');

export const sound: Parts = {
  printable: oneLine,
  markdown: (name) => oneLine(name).replace(/[\\`*_[\]<>|~&#]/g, '\\$&'),
  html: (name) => oneLine(name).replace(/[&<>"']/g, (sign) => `&#${String(sign.charCodeAt(0))};`),
  csvCell: (text) => {
    const guarded = /^\s*[=+\-@]|^\s/.test(text) ? `'${text}` : text;
    return `"${guarded.replaceAll('"', '""')}"`;
  },
  json: (results) => JSON.stringify(results),
  more: () => '',
};

/** A reporter of every format, without a defect. */
export function reporterOf(parts: Partial<Parts> = {}): Reporter {
  const { printable, markdown, html, csvCell, json, more } = { ...sound, ...parts };
  return {
    async report(results, { print, write }) {
      const { rows } = results;
      const lines = rows.map((row) => `${printable(row.cell.id)} ${rate(row)}`);
      print(`${[printable(results.manifest.id), ...lines, String(more(results))].join('\n')}\n`);
      const table = rows.map((row) => `| ${markdown(row.cell.id)} | ${rate(row)} |\n`);
      await write('report.md', ['| cell | rate |\n| --- | --- |\n', ...table].join(''));
      const items = rows.map(
        (row) => `<li title="${html(row.cell.id)}">${html(row.cell.transport.label)}</li>`,
      );
      await write('report.html', `<ul>${items.join('')}</ul>`);
      const records = rows.map((row) => `${csvCell(row.cell.id)},${csvCell(rate(row))}\r\n`);
      await write('rows.csv', ['cell,rate\r\n', ...records].join(''));
      await write('results.json', json(results));
    },
  };
}

export function pluginOf(reporter: Reporter, name = 'sample'): Plugin {
  return definePlugin({
    name: 'wiretax-plugin-sample',
    api: 2,
    apply(bench) {
      bench.reporters.add(name, reporter);
    },
  });
}

function rate({ throughput }: Row): string {
  return throughput === null ? '–' : throughput.toFixed(0);
}
