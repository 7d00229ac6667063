import { analysisOf, type StoredFindings } from '@wiretax/core/record';
import { type Column, type Table, tableOf } from './table.js';

type Finding = StoredFindings['findings'][number];

/** One row a finding, in the order of reports, and one for each of its numbers. */
export function findingsTables({ analyses, findings }: StoredFindings): readonly Table[] {
  const titles = new Map(analyses.map(({ name, title }) => [name, title]));
  const columns: readonly Column<Finding>[] = [
    { name: 'finding', type: 'VARCHAR', of: ({ id }) => id },
    { name: 'analysis', type: 'VARCHAR', of: analysisOf },
    {
      name: 'title',
      type: 'VARCHAR',
      of: (finding) => titles.get(analysisOf(finding)) ?? analysisOf(finding),
    },
    { name: 'statement', type: 'VARCHAR', of: ({ statement }) => statement },
    { name: 'low', type: 'DOUBLE', of: ({ interval }) => interval?.low ?? null },
    { name: 'high', type: 'DOUBLE', of: ({ interval }) => interval?.high ?? null },
    { name: 'level', type: 'DOUBLE', of: ({ interval }) => interval?.level ?? null },
    { name: 'detail', type: 'BOOLEAN', of: ({ detail }) => detail === true },
    { name: 'cells', type: 'VARCHAR', of: ({ cells }) => cells.join(', ') },
  ];
  const numbers = findings.flatMap(({ id, numbers: all }) =>
    Object.entries(all).map(([name, value]) => ({ id, name, value })),
  );
  return [
    tableOf('findings', columns, findings),
    tableOf(
      'finding_numbers',
      [
        { name: 'finding', type: 'VARCHAR', of: ({ id }) => id },
        { name: 'name', type: 'VARCHAR', of: ({ name }) => name },
        { name: 'value', type: 'DOUBLE', of: ({ value }) => value },
      ],
      numbers,
    ),
  ];
}
