import type { Finding, Mark, Plugin, Results, Row } from '@wiretax/core';
import { adding, changed, idOf, pluginOf, tails } from './reference.test.support.js';

export interface Broken {
  /** Names of the cases that must fail: the first is the one that this was made for. */
  readonly fails: readonly string[] | 'every case';
  readonly plugin: Plugin;
}

/** The number of a run that has rows at all. */
const ofRows = (number: (results: Results) => number | undefined): Plugin =>
  adding((results) => (results.rows.length === 0 ? undefined : number(results)));

/** Claims what the types deny. */
const claimed = <T>(value: T | null | undefined): T => value as T;

const isWhole = ({ rows, controls, manifest }: Results): boolean =>
  controls.length > 0 &&
  manifest.machine.cpuModel !== null &&
  rows.every(({ metrics, spread }) => metrics.length > 0 && spread !== null);

const forgetful = (): Plugin =>
  pluginOf(() => {
    const seen = new Set<string>();
    const unseen = ({ id }: Finding): boolean => !seen.has(id) && seen.add(id).size > 0;
    return { analyse: (results) => tails.analyse(results).filter(unseen) };
  });

const marking = (wrong: Partial<Mark>): Plugin =>
  changed((finding) => ({ ...finding, marks: (finding.marks ?? []).map((mark) => ({ ...mark, ...wrong })) }));

const hostile = [
  'copes with any name',
  'copes with transports of one label',
  'copes with launches that brought nothing',
];

export const broken: readonly Broken[] = [
  { fails: 'every case', plugin: pluginOf(tails, 'other') },
  {
    fails: ['answers at once with a list'],
    plugin: pluginOf({ analyse: (results) => claimed<Finding[]>(new Set(tails.analyse(results)) as never) }),
  },
  { fails: ['finds the same in the same results'], plugin: forgetful() },
  {
    fails: ['asks no clock and leaves nothing to chance'],
    plugin: pluginOf({
      analyse: (results) => (Date.now() + Math.random() > 0 ? tails.analyse(results) : []),
    }),
  },
  {
    fails: ['leaves the results as they are'],
    plugin: pluginOf({
      analyse: (results) => {
        (results.rows as Row[]).sort((a, b) => (a.cell.id < b.cell.id ? -1 : 1));
        return tails.analyse(results);
      },
    }),
  },
  {
    fails: ['finds the same whatever the order of rows and trials'],
    plugin: ofRows(({ rows }) => (rows[0]?.calls === 0 ? undefined : (rows[0]?.cell.concurrency ?? 0))),
  },
  {
    fails: ['finds the same in results that were stored, and findings can be stored'],
    plugin: changed((finding) => ({ ...finding, at: undefined })),
  },
  { fails: ['finds something'], plugin: pluginOf({ analyse: () => [] }) },
  {
    fails: ['ids are unique, of letters, digits, dots and dashes', ...hostile],
    plugin: changed((finding) => ({ ...finding, id: `${finding.id} tail` })),
  },
  {
    fails: ['statements are one sentence with its numbers'],
    plugin: changed((finding) => ({ ...finding, statement: `${finding.statement} Beware.` })),
  },
  {
    fails: [
      'numbers are finite',
      'finds the same in results that were stored, and findings can be stored',
      'copes with a peer between client and server',
      ...hostile,
    ],
    plugin: pluginOf({
      analyse: (results) => {
        const numbers = isWhole(results) ? { ceiling: Infinity } : {};
        return tails
          .analyse(results)
          .map((finding) => ({ ...finding, numbers: { ...finding.numbers, ...numbers } }));
      },
    }),
  },
  {
    fails: ['intervals have a low end, a high end and a level'],
    plugin: changed((finding) => ({ ...finding, interval: { low: 1, high: 2, level: 95 } })),
  },
  { fails: ['cells are of the run'], plugin: changed((finding) => ({ ...finding, cells: ['tcp.1B.c1'] })) },
  {
    fails: ['rests on no row that is struck'],
    plugin: pluginOf({
      analyse: (results) =>
        tails.analyse({ ...results, rows: results.rows.map((row) => ({ ...row, verdicts: ['valid'] })) }),
    }),
  },
  { fails: ['finds nothing where there is nothing'], plugin: adding(() => 0) },
  {
    fails: ['copes with a run of which every trial failed'],
    plugin: ofRows(({ trials }) => {
      const completed = trials.filter(({ status }) => status === 'completed');
      return trials.length / completed.length;
    }),
  },
  {
    fails: ['copes with an interrupted run'],
    plugin: ofRows(({ rows }) =>
      Math.max(...rows.map(({ trials }) => 0 / (trials.completed + trials.failed))),
    ),
  },
  {
    fails: ['copes with a run of one launch'],
    plugin: ofRows(({ rows }) => Math.max(...rows.map(({ trials }) => 1 / Math.abs(trials.completed - 1)))),
  },
  {
    fails: ['copes with calls too few for percentiles', 'copes with calls longer than histograms reach'],
    plugin: ofRows(({ rows }) => {
      const measured = rows.filter(({ calls }) => calls > 0);
      return measured
        .map(({ response }) => Number(claimed(response.p50).toFixed(0)))
        .sort((a, b) => a - b)[0];
    }),
  },
  {
    fails: ['copes with calls longer than histograms reach'],
    plugin: ofRows(({ rows }) => {
      const beyond = rows.filter(({ response }) => response.overflow > 0);
      return beyond.map(({ response }) => Number(claimed(response.p50).toFixed(0))).sort((a, b) => a - b)[0];
    }),
  },
  {
    fails: ['copes with collectors that failed'],
    plugin: ofRows(({ trials }) => {
      const entries = trials.flatMap(({ evidence }) => evidence);
      return entries.filter(({ metrics }) => claimed(metrics[0]).value > 0).length;
    }),
  },
  {
    fails: ['copes with peers and a machine of which nothing is known'],
    plugin: ofRows(({ manifest }) => claimed(manifest.machine.cpuModel).length),
  },
  {
    fails: ['copes with a run without control rows'],
    plugin: ofRows(({ controls }) => 1 / controls.length),
  },
  {
    fails: ['copes with a peer between client and server'],
    plugin: ofRows(({ rows }) => {
      const peers = rows.flatMap((row) => Object.values(row.peers));
      return peers.filter(({ loopUtilisation }) => claimed(loopUtilisation).toFixed(1) === '1.0').length;
    }),
  },
  {
    fails: ['has a title of one line, and a place among the others'],
    plugin: pluginOf({ ...tails, title: 'Tails\nand more' }),
  },
  { fails: ['marks and curves are on curves of the run'], plugin: marking({ axis: 'transport' }) },
  {
    fails: ['caveats and answers are of those that reports know'],
    plugin: changed((finding) => ({ ...finding, caveats: [{ kind: 'unsteady', cells: ['tcp.1B.c1'] }] })),
  },
  {
    fails: ['tables have an entry for each column'],
    plugin: changed((finding) => ({
      ...finding,
      tables: [{ title: 'Tails', columns: [{ title: 'cell' }], rows: [['tcp', '2']] }],
    })),
  },
  {
    fails: ['copes with any name'],
    plugin: changed((finding) => ({ ...finding, id: `tail.${String(finding.cells[0])}` })),
  },
  {
    fails: ['copes with transports of one label'],
    plugin: pluginOf({
      analyse: (results) =>
        tails.analyse(results).map((finding) => {
          const { cell } = claimed(results.rows.find((row) => row.cell.id === finding.cells[0]));
          const { transport, size, concurrency, flow } = cell;
          const parts = [transport.label, size.requestBytes, concurrency, flow.length];
          return { ...finding, id: idOf(parts.join('.')) };
        }),
    }),
  },
  {
    fails: ['copes with launches that brought nothing'],
    plugin: ofRows(({ rows }) =>
      Math.max(...rows.flatMap(({ launches }) => launches.map(({ throughput }) => 1 / throughput))),
    ),
  },
];

/** Further ways to break the same obligations. */
export const brokenOtherwise: readonly Broken[] = [
  ...[
    { axis: 'colour' },
    { figure: 'response.p42' },
    { cells: ['tcp.1B.c1'] },
    { at: 1e9 },
    { low: 1e9, high: 2e9 },
  ].map((wrong) => ({ fails: ['marks and curves are on curves of the run'], plugin: marking(wrong) })),
  ...[[{ x: 1, y: 2 }], [2, 1].map((x) => ({ x, y: 2 }))].map((points) => ({
    fails: ['marks and curves are on curves of the run'],
    plugin: changed((finding) => ({
      ...finding,
      curves: [{ axis: 'size', figure: 'throughput', cells: finding.cells, points }],
    })),
  })),
  {
    fails: ['has a title of one line, and a place among the others'],
    plugin: pluginOf({ ...tails, title: '' }),
  },
  {
    fails: ['ids are unique, of letters, digits, dots and dashes', ...hostile],
    plugin: pluginOf({ analyse: (results) => [...tails.analyse(results), ...tails.analyse(results)] }),
  },
  {
    fails: ['statements are one sentence with its numbers'],
    plugin: changed((finding) => ({ ...finding, statement: 'The tail is long.' })),
  },
  {
    fails: ['intervals have a low end, a high end and a level'],
    plugin: changed((finding) => ({ ...finding, interval: { low: 2, high: 1, level: 0.95 } })),
  },
];
