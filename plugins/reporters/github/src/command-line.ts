import { visibleLine } from '@wiretax/core';

/** What GitHub Actions shows beside a workflow run. */
export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly title: string;
  readonly message: string;
}

const longestTitle = 120;
const longestMessage = 1000;

/** A workflow command, as it reads them from standard output: one line, with what would end a part of it escaped. */
export function commandLine({ level, title, message }: Annotation): string {
  return `::${level} title=${property(visibleLine(title, longestTitle))}::${data(visibleLine(message, longestMessage))}`;
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
