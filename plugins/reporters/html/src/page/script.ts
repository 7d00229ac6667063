import { downloads, flame, print, scriptOf, theme, values } from '@wiretax/page/script';
import { goToRow, openRow, sorted, startFilters, startSorting, startTable } from './table.js';

const table = { start: startTable, needs: [openRow, goToRow, startSorting, sorted, startFilters] };

/** What the page runs, in the order in which a reader needs it. */
export const pageScript: string = scriptOf([theme, table, downloads, values, flame, print]);
