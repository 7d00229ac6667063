import { strict as assert } from 'node:assert';
import { extname } from 'node:path';
import type { ReportOutput, Results } from '@wiretax/core';
import { contributionOf, type Subject } from '../subject.js';

export interface ReporterSubject extends Subject {
  /** What the reporter prints: `application/json`, `text/csv`, …; `text/plain` unless given. */
  readonly mediaType?: MediaType;
}

export type MediaType = 'text/plain' | 'text/markdown' | 'text/html' | 'text/csv' | 'application/json';

/** One text that a reporter made. */
export interface Text {
  /** `what it prints`, or the file's name. */
  readonly where: string;
  readonly mediaType: MediaType;
  readonly text: string;
}

const mediaTypes: Readonly<Record<string, MediaType>> = {
  '.md': 'text/markdown',
  '.markdown': 'text/markdown',
  '.html': 'text/html',
  '.htm': 'text/html',
  '.svg': 'text/html',
  '.xml': 'text/html',
  '.csv': 'text/csv',
  '.json': 'application/json',
};

/** Calls the reporter; resolves with all that it printed and wrote. */
export async function textsOf(
  subject: ReporterSubject,
  results: Results,
  shape: Partial<Pick<ReportOutput, 'columns' | 'color'>> = {},
  reporter = contributionOf(subject, 'reporters'),
): Promise<readonly Text[]> {
  const files = new Map<string, string>();
  let printed = '';
  await reporter.report(results, {
    columns: 0,
    color: false,
    ...shape,
    print: (text) => {
      printed += text;
    },
    write: (file, text) => {
      files.set(file, text);
      return Promise.resolve(`runs/1/${file}`);
    },
  });
  const where = 'what it prints';
  return [
    ...(printed === '' ? [] : [{ where, mediaType: subject.mediaType ?? 'text/plain', text: printed }]),
    ...[...files].map(([file, text]) => ({
      where: file,
      mediaType: mediaTypes[extname(file).toLowerCase()] ?? 'text/plain',
      text,
    })),
  ];
}

/** The same, without those of other formats. */
export async function textsIn(
  mediaType: MediaType,
  subject: ReporterSubject,
  results: Results,
): Promise<readonly Text[]> {
  return (await textsOf(subject, results)).filter((text) => text.mediaType === mediaType);
}

/** Figures that were missing must be left out, not shown as what JavaScript calls them. */
export function assertNoJunk(texts: readonly Text[]): void {
  for (const { where, text } of texts) {
    const junk = /\bNaN\b|\bundefined\b|\bInfinity\b|\[object \w+\]/.exec(text);
    assert.ok(
      junk === null,
      `${where} must not show ${String(junk?.[0])}: ${around(text, junk?.index ?? 0)}`,
    );
  }
}

/** A piece of a text for a message. */
export function around(text: string, index: number): string {
  return JSON.stringify(text.slice(Math.max(0, index - 40), index + 40));
}
