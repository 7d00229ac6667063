import { registerCases } from '../cases.js';
import { contributionOf } from '../subject.js';
import { attachmentCases } from './attachment-cases.js';
import { evidenceCases } from './evidence-cases.js';
import { leftoverCases } from './leftover-cases.js';
import { probeCases } from './probe-cases.js';
import type { CollectorSubject } from './scene.js';

export type { Subject, TestFunction } from '../subject.js';

export type { CollectorSubject } from './scene.js';

/**
 * Registers the cases that a collector must pass. They attach it to small processes of their own, or to this
 * one if it works inside. Where `probe` says that it can't work they fail, unless `requireTool` is false.
 */
export function testCollector(subject: CollectorSubject): void {
  registerCases(subject, 'collector', [
    {
      name: 'is provided by the plugin',
      run: () => {
        contributionOf(subject, 'collectors');
      },
    },
    ...probeCases(subject),
    ...evidenceCases(subject),
    ...attachmentCases(subject),
    ...leftoverCases(subject),
  ]);
}
