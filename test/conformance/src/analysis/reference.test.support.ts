import { type Analysis, definePlugin, type Finding, type Plugin, type Results } from '@wiretax/core';
import { usableRows } from '@wiretax/core/record';

/** A sound analysis: how far each row's tail is from its middle. */
export const tails: Analysis = {
  title: 'Tails',
  analyse: ({ rows }) =>
    usableRows(rows).flatMap(({ cell, tailRatio, spread }): Finding[] => {
      if (tailRatio === null) return [];
      const level = 0.95;
      const interval =
        spread?.p99 === undefined || spread.p99 === null ? {} : { interval: { ...spread.p99, level } };
      return [
        {
          id: idOf(cell.id),
          statement: `P99 of ${cell.id} is ${tailRatio.toFixed(1)} times its P50.`,
          numbers: { p99OverP50: tailRatio },
          cells: [cell.id],
          marks: [{ axis: 'concurrency', at: cell.concurrency, figure: 'tailRatio', cells: [cell.id] }],
          ...interval,
        },
      ];
    }),
};

export function idOf(name: string): string {
  return `tail.${name
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean)
    .join('.')}`;
}

type Untitled = Partial<Analysis> & Pick<Analysis, 'analyse'>;

export function pluginOf(analysis: Untitled | (() => Untitled), name = 'sample'): Plugin {
  return definePlugin({
    name: 'wiretax-plugin-sample',
    api: 2,
    apply(bench) {
      const own = typeof analysis === 'function' ? analysis() : analysis;
      bench.analyses.add(name, { title: 'Sample', ...own });
    },
  });
}

/** The sound analysis with something done to each finding. */
export function changed(change: (finding: Finding, index: number) => Finding): Plugin {
  return pluginOf({ analyse: (results) => tails.analyse(results).map(change) });
}

/** The sound analysis with a further finding, whose number is worked out like this. */
export function adding(number: (results: Results) => number | undefined): Plugin {
  return pluginOf({
    analyse: (results) => {
      const value = number(results);
      if (value === undefined) return tails.analyse(results);
      const statement = `The number is ${String(value)}.`;
      return [...tails.analyse(results), { id: 'number', statement, numbers: { value }, cells: [] }];
    },
  });
}
