import { type Case, registerCases } from '../cases.js';
import { contributionOf, type Subject } from '../subject.js';

/** Registers the cases that a reporter must pass. */
export function testReporter(subject: Subject): void {
  registerCases(subject, 'reporter', cases(subject));
}

function cases(subject: Subject): readonly Case[] {
  return [
    {
      name: 'is provided by the plugin',
      run: () => {
        contributionOf(subject, 'reporters');
      },
    },
  ];
}
