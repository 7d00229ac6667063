import { type Answered, gateSection, type GateTold, type Sides } from '@wiretax/comparison';
import { jsonText, sectionsMarkdown, sectionsText } from '@wiretax/writing';

export type Format = 'text' | 'markdown' | 'json';

const schema = 1;

/** What a gate answered, for people or for programs. Ratios are of head over base. */
export function toldText(sides: Sides, told: GateTold, format: Format): string {
  if (format === 'json') return jsonText(documentOf(sides, told));
  const section = gateSection(sides, told);
  return format === 'markdown' ? sectionsMarkdown([section]) : sectionsText([section]);
}

function documentOf({ a, b, onlyA, onlyB }: Sides, { answer, names, power, caveats }: GateTold): object {
  const { outcome, margin, paired, leftOut, disturbed, answers } = answer;
  return {
    schema,
    outcome,
    margin,
    paired,
    base: { name: names.base, run: a.manifest.id, directory: a.directory },
    head: { name: names.head, run: b.manifest.id, directory: b.directory },
    answers: answers.map(flat),
    power,
    leftOut,
    onlyBase: onlyA,
    onlyHead: onlyB,
    disturbed: { launches: disturbed[0], of: disturbed[1] },
    caveats,
  };
}

function flat({ figure, where, outcome, effect, values, logs, share }: Answered): object {
  return {
    figure: figure.key,
    ...(typeof where === 'string' ? { cell: where } : { cells: where }),
    outcome,
    ratio: effect?.ratio ?? null,
    interval: effect?.interval ?? null,
    values,
    launches: effect?.launches ?? null,
    logs,
    share,
  };
}
