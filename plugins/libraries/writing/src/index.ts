/**
 * How reporters and commands write what they show: figures, tables on a terminal, CSV, JSON, text of HTML and SVG, sections of plain words and
 * tables. Markdown is `@wiretax/writing/markdown`.
 */
export { csvField, csvLine, csvTable, csvText, type CsvValue } from './csv.js';
export {
  compact,
  counted,
  duration,
  factor,
  figure,
  latencyDuration,
  latencyMicros,
  micros,
  microsText,
  none,
  percent,
  percentText,
  ratio,
  roughDuration,
  whole,
} from './figures.js';
export { jsonLine, jsonText } from './json.js';
export { jsonInMarkup, markupText } from './markup.js';
export { type Paint, painter, type Style } from './painter.js';
export { type Section, sectionsMarkdown, type SectionTable, sectionsText } from './section.js';
export { type Field, type Sheet, sheetText } from './sheet.js';
export { columnsOf, padEnd, padStart, printable, shorten, unbroken, wrap } from './terminal-text.js';
export { textTable, type TextTableOptions } from './text-table.js';
