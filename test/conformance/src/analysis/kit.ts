import { registerCases } from '../cases.js';
import { contributionOf } from '../subject.js';
import { findingCases } from './finding-cases.js';
import type { AnalysisSubject } from './findings.js';
import { hostileCases } from './hostile-cases.js';
import { purityCases } from './purity-cases.js';
import { shownCases } from './shown-cases.js';

export type { Subject, TestFunction } from '../subject.js';

export type { AnalysisSubject } from './findings.js';

/** Registers the cases that an analysis must pass. */
export function testAnalysis(subject: AnalysisSubject): void {
  registerCases(subject, 'analysis', [
    {
      name: 'is provided by the plugin',
      run: () => {
        contributionOf(subject, 'analyses');
      },
    },
    ...purityCases(subject),
    ...findingCases(subject),
    ...shownCases(subject),
    ...hostileCases(subject),
  ]);
}
