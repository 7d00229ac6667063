import { csvTable, type CsvValue } from './csv.js';

export type Field = readonly [name: string, value: CsvValue];

/** One line of a sheet. All lines have the same `fixed` names in the same order; `further` are what some have. */
interface Line {
  readonly fixed: readonly Field[];
  readonly further: readonly Field[];
}

export interface Sheet {
  /** The fixed names, for a sheet without lines. */
  readonly names: readonly string[];
  readonly lines: readonly Line[];
}

/** The sheet as CSV. Further columns are in alphabetical order. */
export function sheetText({ names, lines }: Sheet): string {
  const further = [...new Set(lines.flatMap((line) => line.further.map(([name]) => name)))].sort();
  const records = lines.map((line) => {
    const values = new Map(line.further);
    return [...line.fixed.map(([, value]) => value), ...further.map((name) => values.get(name))];
  });
  return csvTable([...names, ...further], records);
}
