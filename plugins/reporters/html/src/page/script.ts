import { downloads, flame, print, scriptOf, theme, values } from '@wiretax/page/script';
import { addressNow, followAddress, setAddress } from './address.js';
import { copyBeside, copyText, startCopying } from './copy.js';
import { showPlace, startFigures, startLayers, startPlaces } from './first-view.js';
import { goTo, goToRow, openRow, showAllRows, startLinks } from './links.js';
import { sortBy, sorted, startFilters, startSorting, startTable } from './table.js';

const address = [addressNow, setAddress, followAddress];
const rows = [goToRow, showAllRows, openRow];

const figures = { start: startFigures, needs: address };
const layers = { start: startLayers, needs: address };
const places = { start: startPlaces, needs: [...address, showPlace] };
const table = {
  start: startTable,
  needs: [...address, ...rows, startSorting, sortBy, sorted, startFilters],
};
const copying = { start: startCopying, needs: [copyBeside, copyText] };
const links = { start: startLinks, needs: [...address, ...rows, goTo] };

/** What the page runs, in the order in which a reader needs it; links last, as they lead to what the others have put in place. */
export const pageScript: string = scriptOf([
  theme,
  figures,
  layers,
  places,
  table,
  copying,
  downloads,
  values,
  flame,
  print,
  links,
]);
