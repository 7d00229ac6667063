/** How reporters and commands write what they show: figures, tables on a terminal, CSV. Markdown is `@wiretax/writing/markdown`. */
export { csvField, csvLine, type CsvValue } from './csv.js';
export { figure, latencyMicros, micros, none, percent, ratio } from './figures.js';
export { type Field, type Sheet, sheetText } from './sheet.js';
export { columnsOf, padEnd, padStart, printable, shorten, unbroken, wrap } from './terminal-text.js';
export { alignedLines, widthsOf } from './text-table.js';
