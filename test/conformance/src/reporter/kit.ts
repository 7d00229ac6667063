import { registerCases } from '../cases.js';
import { contributionOf } from '../subject.js';
import { nameCases } from './name-cases.js';
import { outputCases } from './output-cases.js';
import type { ReporterSubject } from './rendering.js';
import { runCases } from './run-cases.js';

export type { Subject, TestFunction } from '../subject.js';

export type { MediaType, ReporterSubject } from './rendering.js';

/**
 * Registers the cases that a reporter must pass. What a text has to be is told by the extension of its file;
 * for what is printed, `mediaType` of the subject says it.
 */
export function testReporter(subject: ReporterSubject): void {
  registerCases(subject, 'reporter', [
    {
      name: 'is provided by the plugin',
      run: () => {
        contributionOf(subject, 'reporters');
      },
    },
    ...runCases(subject),
    ...nameCases(subject),
    ...outputCases(subject),
  ]);
}
