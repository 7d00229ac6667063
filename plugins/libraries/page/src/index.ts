/** What pages are built of. Flame graphs and scripts have entries of their own, as few need them. */
export { chartFigure, chartSheet, type Drawn } from './chart-figure.js';
export { type Content, html, lineEnd, type Markup, nothing, trusted } from './markup.js';
export { bar, type Page, pageText } from './page-text.js';
export { sectionTables } from './section-tables.js';
export type { Section } from './section.js';
