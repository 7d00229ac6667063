import { join } from 'node:path';
import { root } from '../test-files.js';

/** Of the README and the docs. */
export const pictureFolder = join(root, 'docs', 'pictures');

export const pictures = {
  screen: 'first-screen.svg',
  page: 'page.png',
  difference: 'flame-difference.png',
} as const;

/** So that a README with all of them is there at once. */
export const mostBytes = 250_000;

/** Stored runs, below test/fixtures: one with figures, and one of two cells with their stacks. */
export const picturedRuns = {
  figures: 'pictures/figures.json.gz',
  stacks: 'pictures/stacks.json.gz',
} as const;
