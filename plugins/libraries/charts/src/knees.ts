import type { Finding } from '@wiretax/core';
import type { Datum, View } from './chart.js';
import { type FindingMarks, heightAt, sentences } from './finding-places.js';

/** Knees by amplification that findings hold, placed on the lines of a chart of it; the words are of all definitions. */
export function knees({ findings }: View, points: readonly Datum[]): FindingMarks {
  const placed = findings.flatMap((finding) => {
    const mark = finding.id.startsWith('knee.') ? markOf(finding, points) : undefined;
    return mark === undefined ? [] : [{ mark, statement: finding.statement }];
  });
  return {
    data: placed.map(({ mark }) => mark),
    text: sentences(placed.map(({ statement }) => statement)),
  };
}

function markOf({ id, numbers, cells }: Finding, points: readonly Datum[]): Datum | undefined {
  const line = points.filter((point) => cells.includes(String(point['cell'])));
  const [first] = line;
  const clients = numbers['amplificationClients'];
  if (first === undefined || clients === undefined) return undefined;
  const ratio = heightAt(line, 'clients', 'ratio', clients);
  if (ratio === null) return undefined;
  const { panel = null, series = null } = first;
  const low = numbers['amplificationLowClients'] ?? null;
  const high = numbers['amplificationHighClients'] ?? null;
  return { kind: 'knee', finding: id, panel, series, clients, low, high, ratio };
}
