import { type Finding, questions } from '../../contract/finding.js';
import type { Results } from '../../contract/results.js';

/** The findings of one analysis. */
export interface FindingGroup {
  readonly name: string;
  /** Not escaped. */
  readonly title: string;
  readonly findings: readonly Finding[];
}

/** Findings by analysis, in the order of reports: those with a finding that comes first, then by weight, then by name. */
export function findingGroups({
  analyses,
  findings,
}: Pick<Results, 'analyses' | 'findings'>): readonly FindingGroup[] {
  const groups = new Map<string, Finding[]>(analyses.map(({ name }) => [name, []]));
  for (const finding of findings) {
    const name = analysisOf(finding);
    const group = groups.get(name) ?? [];
    groups.set(name, group);
    group.push(finding);
  }
  const titles = new Map(analyses.map(({ name, title }) => [name, title]));
  const found = [...groups].flatMap(([name, own]) =>
    own.length === 0 ? [] : [{ name, title: titles.get(name) ?? name, findings: own }],
  );
  const leads = ({ findings: own }: FindingGroup): boolean => own.some(({ first }) => first === true);
  return [...found.filter(leads), ...found.filter((group) => !leads(group))];
}

/** All of them one by one, in the order of reports; those that come first before all others. */
export function orderedFindings(results: Pick<Results, 'analyses' | 'findings'>): readonly Finding[] {
  const all = findingGroups(results).flatMap(({ findings }) => findings);
  return [...all.filter(({ first }) => first === true), ...all.filter(({ first }) => first !== true)];
}

/** The name of the analysis that found it; of findings that 0.1.0 stored, the first part of the id. */
export function analysisOf({ analysis, id }: Finding): string {
  return analysis ?? id.split('.')[0] ?? id;
}

/**
 * Whether its statement tells the interval of its headline, as `(95 %: 1.55 to 1.70)` or with the word, or says that nothing is known yet that an
 * interval behind it would be of.
 */
export function tellsInterval({ statement }: Pick<Finding, 'statement'>): boolean {
  return /\binterval\b|\(\d[\d.]* %: |not known yet/i.test(statement);
}

/** The findings that answer a question, by question, in the order of reports within one. */
export function answersOf(results: Pick<Results, 'analyses' | 'findings'>): readonly Finding[] {
  const ordered = orderedFindings(results);
  return questions.flatMap((question) => ordered.filter(({ answers }) => answers === question));
}
