import { csvField, csvLine, csvTable, csvText } from '@wiretax/writing';
import { fillTable, keptData, save, saveChart, startDownloads, unpacked } from './downloads.js';
import { comparedGraph, framePage, startFlame } from './flame.js';
import { startPrint } from './print.js';
import { goToRow, openRow, sorted, startFilters, startSorting, startTable } from './table.js';
import { startTheme, themeNow } from './theme.js';

/** Called in the order in which a reader needs them. */
const started = [startTheme, startTable, startDownloads, startFlame, startPrint];

/**
 * What the page runs: the functions as they are written, so nothing of a module may be used in them but functions
 * that stand here.
 */
export const pageScript: string = [
  "'use strict';",
  ...[
    ...started,
    themeNow,
    openRow,
    goToRow,
    startSorting,
    sorted,
    startFilters,
    unpacked,
    keptData,
    csvText,
    csvField,
    csvLine,
    csvTable,
    save,
    saveChart,
    fillTable,
    comparedGraph,
    framePage,
  ].map(String),
  ...started.map(({ name }) => `${name}();`),
].join('\n');
