import { markdownText } from '@wiretax/writing/markdown';

/** A chart that lies beside the page as a file. */
export interface Image {
  readonly file: string;
  readonly title: string;
  /** What it shows, in words. */
  readonly summary: string;
}

/** Each image with its words as the alternative, for whoever can't see it. */
export function images(charts: readonly Image[]): readonly string[] {
  if (charts.length === 0) return [];
  return [
    '## Charts',
    ...charts.map(({ file, title, summary }) => `![${markdownText(summary)}](${file} "${title}")`),
  ];
}
