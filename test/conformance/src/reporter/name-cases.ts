import { strict as assert } from 'node:assert';
import type { Case } from '../cases.js';
import { hostileRun, mark } from '../results/hostile-run.js';
import { parseCsv } from './csv.js';
import { proseOf, tableWidths } from './markdown.js';
import { around, type ReporterSubject, textsIn, textsOf } from './rendering.js';

const controls = '\u001b[2J\u001b]0;title\u0007\u001b[8m\u009b31m\u0000\b\u202e\u2066';
const separators = 'a|b,c;d"e\'f`g\r\nh\ti\\';
const markup =
  '</td></script><wtx-tag>--><wtx-tag>"\'><wtx-tag>" wtx-attr="1\' wtx-attr=\'1 [wtx](javascript:wtx) `<wtx-tag>';
const formulas = ["=cmd|' /c calc'!A0", '+1+cmd', '-1+cmd', '@SUM(1)', '\t=1', '\r=1', ' =1'];

/** What becomes of names that were chosen to do harm, by the kind of text they get into. */
export function nameCases(subject: ReporterSubject): readonly Case[] {
  return [
    { name: 'names can’t act on a terminal', run: () => withoutControls(subject) },
    { name: 'names can’t forge a line of text', run: () => withoutForgedLines(subject) },
    { name: 'names stay text in Markdown', run: () => inMarkdown(subject) },
    { name: 'names stay text in HTML', run: () => inHtml(subject) },
    { name: 'names stay in their cell of CSV', run: () => inCsv(subject) },
    { name: 'names are no formulas in CSV', run: () => withoutFormulas(subject) },
    { name: 'names come back unchanged from JSON', run: () => inJson(subject) },
    {
      name: 'names may be very long',
      run: async () => {
        await textsOf(subject, hostileRun('long '.repeat(2000) + 'x'.repeat(10_000)));
      },
    },
  ];
}

async function withoutControls(subject: ReporterSubject): Promise<void> {
  const own = /\u001b\[[0-9;]*m/g;
  for (const color of [false, true]) {
    for (const { where, mediaType, text } of await textsOf(subject, hostileRun(controls), { color })) {
      if (mediaType === 'application/json' || mediaType === 'text/csv') continue;
      const shown = color ? text.replace(own, '') : text;
      const acting = /[^\P{Cc}\t\n\r]|\r(?!\n)/u.exec(shown);
      assert.ok(
        acting === null,
        `${where} must hold no control characters of names: ${around(shown, acting?.index ?? 0)}`,
      );
      const turning = mediaType === 'text/html' ? null : /[\u202a-\u202e\u2066-\u2069]/.exec(shown);
      assert.ok(
        turning === null,
        `${where} must hold no direction marks of names: ${around(shown, turning?.index ?? 0)}`,
      );
    }
  }
}

async function withoutForgedLines(subject: ReporterSubject): Promise<void> {
  const run = hostileRun('\nwtx-forged\n\n# wtx-forged\r\n| wtx-forged |\n\u2028wtx-forged\r');
  for (const { where, text } of await textsIn('text/plain', subject, run)) {
    assert.doesNotMatch(
      text,
      /^(?:# wtx-forged|\| wtx-forged \||wtx-forged)\s*$/m,
      `a line of ${where} must not come from a name`,
    );
  }
  for (const { where, text } of await textsIn('text/markdown', subject, run)) {
    assert.doesNotMatch(
      proseOf(text),
      /^ {0,3}(?:# wtx-forged|\| wtx-forged \||wtx-forged)\s*$/m,
      `a line of ${where} must not come from a name`,
    );
  }
}

async function inMarkdown(subject: ReporterSubject): Promise<void> {
  for (const { where, text } of await textsIn('text/markdown', subject, hostileRun(markup))) {
    const prose = proseOf(text);
    assert.doesNotMatch(prose, /<wtx-tag/, `a name must not become a tag in ${where}`);
    assert.doesNotMatch(prose, /\[wtx\]\(/, `a name must not become a link in ${where}`);
  }
  for (const { where, text } of await textsIn('text/markdown', subject, hostileRun(separators))) {
    for (const widths of tableWidths(text)) {
      assert.equal(new Set(widths).size, 1, `a name must stay in its cell of a table in ${where}`);
    }
  }
}

async function inHtml(subject: ReporterSubject): Promise<void> {
  for (const { where, text } of await textsIn('text/html', subject, hostileRun(markup))) {
    assert.doesNotMatch(text, /<wtx-tag/, `a name must not become a tag in ${where}`);
    const unquoted = text.replace(/="[^"]*"|='[^']*'/g, '');
    assert.doesNotMatch(unquoted, /<[a-z][^<>]*\swtx-attr/i, `a name must stay in its attribute in ${where}`);
  }
}

async function inCsv(subject: ReporterSubject): Promise<void> {
  for (const { where, text } of await textsIn('text/csv', subject, hostileRun(separators))) {
    const widths = new Set(parseCsv(text).map((record) => record.length));
    assert.ok(widths.size <= 1, `the records of ${where} must be equally long, whatever the names`);
  }
}

async function withoutFormulas(subject: ReporterSubject): Promise<void> {
  for (const formula of formulas) {
    for (const { where, text } of await textsIn('text/csv', subject, hostileRun(formula))) {
      for (const cell of parseCsv(text).flat()) {
        const runs = /^\s*[=+\-@]/.test(cell) && !Number.isFinite(Number(cell));
        assert.ok(
          !runs,
          `a cell of ${where} must not begin as a formula: ${JSON.stringify(cell.slice(0, 60))}`,
        );
      }
    }
  }
}

async function inJson(subject: ReporterSubject): Promise<void> {
  const name = controls + separators + markup;
  for (const { where, text } of await textsIn('application/json', subject, hostileRun(name))) {
    for (const string of stringsIn(JSON.parse(text))) {
      assert.ok(
        !string.includes(mark) || string.includes(name),
        `${where} must hold names as they are, escaped: ${JSON.stringify(string.slice(0, 60))}`,
      );
    }
  }
}

function stringsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => [key, ...stringsIn(item)]);
}
