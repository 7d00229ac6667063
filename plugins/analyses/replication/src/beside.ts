import type { Results } from '@wiretax/core';
import { usableRows } from '@wiretax/core/record';
import { measures } from './measures.js';
import { finderOf } from './places.js';
import type { Published } from './study/point.js';
import { publishedTables } from './study/published.js';

/** A published table with the run's figures in it. */
export interface Beside {
  readonly title: string;
  readonly section: string;
  readonly note?: string;
  readonly lines: readonly {
    readonly published: Published;
    /** Null where the run has no such figure, or one that can't be compared in size. */
    readonly here: number | null;
    readonly cell: string | null;
  }[];
}

/** The tables of the study that the run has a figure for. Figures of rows that are struck are left out. */
export function besideStudy({ rows }: Pick<Results, 'rows'>): readonly Beside[] {
  const find = finderOf(usableRows(rows));
  return publishedTables.flatMap(({ figures, ...about }) => {
    const lines = figures.map((published) => {
      const row = find(published);
      const here =
        row === undefined || published.per === 'window' ? null : measures[published.measure](row.launches);
      return { published, here, cell: row?.cell.id ?? null };
    });
    return lines.some(({ here }) => here !== null) ? [{ ...about, lines }] : [];
  });
}
