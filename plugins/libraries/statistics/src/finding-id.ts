import type { Finding } from '@wiretax/core';

/** An id of letters, digits, dots and dashes, whatever the labels are. */
export function findingId(...parts: readonly string[]): string {
  return parts.map(cleaned).join('.');
}

function cleaned(part: string): string {
  const text = part.replaceAll(/[^A-Za-z0-9.]+/g, '-').replaceAll(/-*\.[-.]*/g, '.');
  return text.replaceAll(/^[-.]+|[-.]+$/g, '') || 'x';
}

/** Appends `-2`, `-3` … to ids that labels have made equal. The findings must come in an order that rows don't change. */
export function withUniqueIds(findings: readonly Finding[]): Finding[] {
  const taken = new Set<string>();
  return findings.map((finding) => {
    let { id } = finding;
    for (let count = 2; taken.has(id); count += 1) id = `${finding.id}-${String(count)}`;
    taken.add(id);
    return { ...finding, id };
  });
}
