import { type Host, InputError, visibleLine } from '@wiretax/core';
import { jsonText } from '@wiretax/writing';
import { cellTrend, isFigure } from './cell-trend.js';
import { runsCsv, trendCsv } from './history-csv.js';
import { runsText, trendText } from './history-text.js';
import { noCell } from './no-cell.js';
import { storedRuns } from './stored-runs.js';

export interface HistoryRequest {
  readonly out: string;
  readonly format: string;
  readonly figure: string;
  readonly cell?: string | undefined;
  /** `html`: a cell also as a page, whose path is printed last. */
  readonly reporter?: string | undefined;
}

/** Prints the runs of a folder, or a cell over them. What can't be read is said, and is no error. */
export async function showHistory(host: Host, request: HistoryRequest): Promise<void> {
  const { out, format, figure, cell, reporter } = request;
  const stored = await storedRuns(host, out);
  if (cell === undefined) {
    if (reporter !== undefined) throw noCell(stored.runs);
    const { broken } = stored;
    const lines = stored.runs.map(({ line }) => line);
    host.console.out(
      format === 'json'
        ? jsonText({ runs: lines, broken })
        : format === 'csv'
          ? runsCsv(lines, broken)
          : runsText(lines, broken),
    );
    return;
  }
  if (!isFigure(figure)) throw new InputError('E_UNKNOWN_FIGURE', `there is no figure ${figure}`);
  const { runs, broken } = stored;
  const points = await cellTrend(host, runs, cell, figure);
  host.console.out(
    format === 'json'
      ? jsonText({ cell, figure, points, broken })
      : format === 'csv'
        ? trendCsv(points, cell, figure)
        : trendText(points, { cell, figure }),
  );
  for (const { id, reason } of broken) host.console.err(`${JSON.stringify(id)} can't be read: ${reason}\n`);
  if (reporter !== 'html') return;
  const { writeTrend } = await import('./page/write-trend.js');
  const path = visibleLine(await writeTrend(host, points, { cell, figure, broken, out }));
  // JSON and CSV may go into a file.
  host.console[format === 'text' ? 'out' : 'err'](`\n${path}\n`);
}
