import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as loopTurn } from 'node:timers/promises';
import type { Plugin, Reporter, Row } from '@wiretax/core';
import { mapStrings } from '@wiretax/core/record';
import { type Parts, pluginOf, reporterOf, sound } from './reference.test.support.js';

export interface Broken {
  /** Names of the cases that must fail: the first is the one that this was made for. */
  readonly fails: readonly string[] | 'every case';
  readonly plugin: Plugin;
}

const forget = (fails: string | readonly string[], parts: Partial<Parts>): Broken => ({
  fails: [fails].flat(),
  plugin: pluginOf(reporterOf(parts)),
});

/** A sound reporter with another one around it. */
const around = (fails: readonly string[], wrap: (inner: Reporter) => Reporter['report']): Broken => ({
  fails,
  plugin: pluginOf({ report: wrap(reporterOf()) }),
});

/** Claims what the types deny. */
const claimed = <T>(value: T | null | undefined): T => value as T;

let reports = 0;

export const broken: readonly Broken[] = [
  { fails: 'every case', plugin: pluginOf(reporterOf(), 'other') },
  { fails: ['shows a whole run'], plugin: pluginOf({ report: () => undefined }) },
  forget('copes with a run without rows', { more: ({ rows }) => claimed(rows[0]).cell.codec.use }),
  forget('copes with a run of which every trial failed', {
    more: ({ trials }) => trials.map(({ measured }) => String(measured?.calls)).join(' '),
  }),
  forget('copes with an interrupted run', {
    more: ({ rows }) =>
      rows.map(({ trials }) => trials.failed / (trials.completed + trials.failed)).join(' '),
  }),
  forget('copes with a run of one launch', {
    more: ({ rows }) => rows.map(({ trials }) => 1 / (trials.completed - 1)).join(' '),
  }),
  forget(['copes with calls too few for percentiles', 'copes with calls longer than histograms reach'], {
    more: ({ rows }) => rows.map((row) => row.calls > 0 && claimed(row.response.p50).toFixed(1)).join(' '),
  }),
  forget('copes with calls longer than histograms reach', {
    more: ({ rows }) =>
      rows.map((row) => row.response.overflow > 0 && claimed(row.response.p50).toFixed(1)).join(' '),
  }),
  forget('copes with collectors that failed', {
    more: ({ trials }) =>
      trials.flatMap(({ evidence }) => evidence.map(({ metrics }) => claimed(metrics[0]).unit)),
  }),
  forget('copes with peers and a machine of which nothing is known', {
    more: ({ manifest }) => sound.printable(claimed(manifest.machine.cpuModel)),
  }),
  forget('copes with a run without control rows', {
    more: ({ rows, controls }) => rows.map(() => claimed(controls[0]).calls).join(' '),
  }),
  forget('copes with a peer between client and server', {
    more: ({ rows }) =>
      rows.flatMap(({ peers }) =>
        Object.values(peers).map(({ loopUtilisation }) => claimed(loopUtilisation).toFixed(2)),
      ),
  }),
  forget('makes the same text of the same results', {
    more: () => {
      reports += 1;
      return reports;
    },
  }),
  forget('leaves the results as they are', {
    more: ({ rows }) => (rows as Row[]).sort((a, b) => b.calls - a.calls).length,
  }),
  forget('names can’t act on a terminal', { printable: (name) => name.replace(/[\s\u2028]+/g, ' ') }),
  forget('names can’t forge a line of text', {
    printable: (name) => name.replace(/[^\P{Cc}\n]|\p{Cf}/gu, ''),
  }),
  forget('names stay text in Markdown', { markdown: sound.printable }),
  forget('names stay text in HTML', { html: (name) => sound.html(name).replaceAll('&#34;', '"') }),
  forget('names stay in their cell of CSV', { csvCell: (text) => sound.csvCell(text).replaceAll('""', '"') }),
  forget('names are no formulas in CSV', { csvCell: (text) => `"${text.replaceAll('"', '""')}"` }),
  forget('names come back unchanged from JSON', {
    json: (results) => JSON.stringify(mapStrings(results, sound.printable)),
  }),
  forget('names may be very long', {
    printable: (name) => sound.printable(name) + ' '.repeat(5000 - name.length),
  }),
  around(
    ['ends what it prints with a line end'],
    (inner) => (results, output) =>
      inner.report(results, {
        ...output,
        print: (text) => {
          output.print(text.trimEnd());
        },
      }),
  ),
  around(['copes with every width'], (inner) => (results, output) => {
    if (output.columns > 0) output.print(`${'-'.repeat(output.columns - 40)}\n`);
    return inner.report(results, output);
  }),
  around(
    ['prints no colours where there are none', 'names can’t act on a terminal'],
    (inner) => (results, output) => {
      output.print('\u001b[1mWiretax\u001b[22m\n');
      return inner.report(results, output);
    },
  ),
  around(['writes plain file names, and none of the run’s own'], (inner) => async (results, output) => {
    await output.write(`${results.rows[0]?.cell.id ?? 'none'}.txt`, '');
    await inner.report(results, output);
  }),
  around(['writes through its output only'], (inner) => (results, output) => {
    if (existsSync(results.directory)) writeFileSync(join(results.directory, 'rows.txt'), '');
    return inner.report(results, output);
  }),
  around(['fails when a write fails'], (inner) => async (results, output) => {
    try {
      await inner.report(results, output);
    } catch {
      output.print('not written\n');
    }
  }),
  around(
    ['waits for its writes'],
    (inner) => (results, output) =>
      inner.report(results, {
        ...output,
        write: (file, text) => Promise.race([output.write(file, text), loopTurn(file)]),
      }),
  ),
];

/** Further ways to break the same obligations. */
export const brokenOtherwise: readonly Broken[] = [
  around(['waits for its writes', 'fails when a write fails'], (inner) => (results, output) => {
    void inner.report(results, output);
  }),
  around(['writes plain file names, and none of the run’s own'], (inner) => async (results, output) => {
    await output.write('trials.jsonl', '');
    await inner.report(results, output);
  }),
  forget('names can’t act on a terminal', { printable: (name) => name.replace(/[\p{Cc}\u2028]+/gu, ' ') }),
  forget('names stay text in Markdown', { markdown: (name) => sound.markdown(name).replaceAll('\\|', '|') }),
  forget('names stay text in Markdown', { markdown: (name) => `\`${sound.printable(name)}\`` }),
  forget('names stay text in HTML', { html: (name) => sound.html(name).replaceAll('&#60;', '<') }),
  forget('names stay in their cell of CSV', {
    csvCell: (text) => (/^['\s=+@-]/.test(text) ? sound.csvCell(text) : text),
  }),
  forget('names come back unchanged from JSON', {
    json: ({ rows }) => `[${rows.map(({ cell }) => `"${cell.id}"`).join()}]`,
  }),
];
