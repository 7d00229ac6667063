import { type Case, registerCases } from '../cases.js';
import { contributionOf, type Subject } from '../subject.js';

/** Registers the cases that a collector must pass. */
export function testCollector(subject: Subject): void {
  registerCases(subject, 'collector', cases(subject));
}

function cases(subject: Subject): readonly Case[] {
  return [
    {
      name: 'is provided by the plugin',
      run: () => {
        contributionOf(subject, 'collectors');
      },
    },
  ];
}
