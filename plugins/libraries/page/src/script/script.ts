import { csvField, csvLine, csvTable, csvText } from '@wiretax/writing';
import { fillTable, keptData, save, saveChart, startDownloads, unpacked } from './downloads.js';
import { comparedGraph, framePage, startFlame } from './flame.js';
import { startPrint } from './print.js';
import { startTheme, themeNow } from './theme.js';
import { markAt, showBeside, startValues, tellValues } from './values.js';

/** What a page calls when it has been read, and the functions that this calls. */
export interface ScriptPart {
  readonly start: () => void;
  readonly needs: readonly ((...args: never) => unknown)[];
}

/** The switch between light and dark. */
export const theme: ScriptPart = { start: startTheme, needs: [themeNow] };

/** Charts and tables to save, and long tables that are filled when they are opened. */
export const downloads: ScriptPart = {
  start: startDownloads,
  needs: [unpacked, keptData, csvText, csvField, csvLine, csvTable, save, saveChart, fillTable],
};

/** What marks of charts say when they are pointed at. */
export const values: ScriptPart = { start: startValues, needs: [tellValues, markAt, showBeside] };

/** Flame graphs to choose. */
export const flame: ScriptPart = { start: startFlame, needs: [themeNow, unpacked, comparedGraph, framePage] };

/** What is opened on paper. */
export const print: ScriptPart = { start: startPrint, needs: [] };

/**
 * A page's script: the functions as they are written, so nothing of a module may be used in them but functions that stand in the
 * same script. Parts start in the order in which they are given.
 */
export function scriptOf(parts: readonly ScriptPart[]): string {
  const functions = new Set(parts.flatMap(({ start, needs }) => [start, ...needs]));
  return [
    "'use strict';",
    ...[...functions].map(String),
    ...parts.map(({ start }) => `${start.name}();`),
  ].join('\n');
}
