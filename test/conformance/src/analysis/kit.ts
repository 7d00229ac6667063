import { type Case, registerCases } from '../cases.js';
import { contributionOf, type Subject } from '../subject.js';

/** Registers the cases that a analysis must pass. */
export function testAnalysis(subject: Subject): void {
  registerCases(subject, 'analysis', cases(subject));
}

function cases(subject: Subject): readonly Case[] {
  return [
    {
      name: 'is provided by the plugin',
      run: () => {
        contributionOf(subject, 'analyses');
      },
    },
  ];
}
