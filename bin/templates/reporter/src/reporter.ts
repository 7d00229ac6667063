import { formatDuration, type Reporter, type Row } from '@wiretax/core';
import { wasRun } from '@wiretax/core/record';

/** Figures that there are not, because calls failed or were too few. */
const NOTHING = '–';

export const reporter: Reporter = {
  report({ rows, findings, manifest }, { print }) {
    const lines = [
      `${plain(manifest.id)}: ${rows.length === 0 ? 'no cells' : `${String(rows.length)} cells`}`,
      ...rows.map(rowLine),
      ...findings.map(({ statement }) => plain(statement)),
    ];
    print(`${lines.join('\n')}\n`);
  },
};

function rowLine(row: Row): string {
  const { cell, throughput, response, verdict } = row;
  if (!wasRun(row)) return `${plain(cell.id)}: not run`;
  const rate = throughput === null ? NOTHING : `${throughput.toFixed(0)}/s`;
  const remark = verdict === 'valid' ? '' : ` (${verdict})`;
  return `${plain(cell.id)}: ${rate}, P50 ${duration(response.p50)}, P99 ${duration(response.p99)}${remark}`;
}

function duration(ns: number | null): string {
  return ns === null ? NOTHING : formatDuration(ns);
}

/** Names come from configs and plugins: in a terminal they may neither act nor begin a line. */
function plain(name: string): string {
  return name.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu, ' ');
}
