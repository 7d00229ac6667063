/** The runs of a folder as `wiretax history` lists them, for programs that have read them. */
export { runsText } from './history-text.js';
export { type RunContents, type RunLine, runLine } from './run-line.js';
