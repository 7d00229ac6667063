import type { Datum, Spec } from './chart.js';
import type { Told } from './told.js';

/** What tells panels apart: a field of the data, and which of its values have a panel, in their order. */
interface Split {
  readonly field: string;
  readonly values: readonly string[];
}

export interface Panels {
  readonly data: readonly Datum[];
  readonly columns: Split;
  readonly rows?: Split;
  /** How many stand side by side. Default: as many as there are columns. */
  readonly across?: number;
  /** Of each panel, px. */
  readonly width: number;
  readonly height: number;
  /** Encodings with the whole domain in them: panels know nothing of each other's data. */
  readonly x: Spec;
  readonly y: Spec;
  readonly layer: (x: Spec, y: Spec) => readonly Spec[];
  /** Stands in the spec as the field `told` of each datum. */
  readonly told: Told;
}

/**
 * A panel for each column of each row, also where there is no data unless that is half of them, each with a heading and data of its
 * own. Not a facet: of row × column facets Vega-Lite draws those that have data, one after the other, so that behind a gap panels stand
 * under the headings of others (vega-lite issue 9702).
 */
export function panels({ data, columns, rows, across = columns.values.length, told, ...look }: Panels): Spec {
  const all = (rows?.values ?? [undefined]).flatMap((row) =>
    columns.values.map((column) => ({
      heading: row === undefined ? column : `${column}, ${row}`,
      values: data
        .filter(
          (datum) => datum[columns.field] === column && (rows === undefined || datum[rows.field] === row),
        )
        .map((datum) => ({ ...datum, told: told(datum) })),
    })),
  );
  const shown = rows === undefined ? all : withoutMostEmpty(all);
  const beside = Math.min(across, shown.length);
  return {
    columns: beside,
    concat: shown.map(({ heading, values }, index) =>
      panel(heading, values, look, { left: index % beside === 0, bottom: index + beside >= shown.length }),
    ),
  };
}

/** Of a few places, such as two corners of a matrix, the rest would be most of the picture: then those with data are shown alone. */
function withoutMostEmpty<P extends { readonly values: readonly Datum[] }>(all: readonly P[]): readonly P[] {
  const filled = all.filter(({ values }) => values.length > 0);
  return filled.length > 0 && filled.length * 2 <= all.length ? filled : all;
}

/** Where it cuts a text off, Vega takes a letter for 0.8 em wide; that is so much more than it is. */
export const wideLetters = 1.4;

/** Labels stand at the edge only. */
interface Edges {
  readonly left: boolean;
  readonly bottom: boolean;
}

function panel(
  heading: string,
  values: readonly Datum[],
  { width, height, x, y, layer }: Omit<Panels, 'data' | 'columns' | 'rows' | 'across' | 'told'>,
  { left, bottom }: Edges,
): Spec {
  return {
    title: { text: heading, fontSize: 12, fontWeight: 600, offset: 5, limit: width * wideLetters },
    data: { values },
    width,
    height,
    layer: [
      ...layer(bottom ? x : unlabelled(x), left ? y : unlabelled(y)),
      ...(values.length === 0 ? [noData(width / 2, height / 2)] : []),
    ],
  };
}

function unlabelled(axis: Spec): Spec {
  return { ...axis, title: null, axis: { ...(axis['axis'] as object), labels: false, ticks: false } };
}

function noData(x: number, y: number): Spec {
  return {
    data: { values: [{}] },
    mark: { type: 'text', text: 'no data' },
    encoding: { x: { value: x }, y: { value: y } },
  };
}
