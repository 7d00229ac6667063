/** Which of several stacks leads at each place of a run, by how much, and how sure that is: for reporters and analyses. */
export { type FigureKey, type RankedFigure, rankedFigures } from './figures.js';
export { comparedAxis } from './places.js';
export { pointsThatMatter } from './points.js';
export { type Contender, type Standing, standingsOf } from './standings.js';
