import { type Case, registerCases } from '../cases.js';
import { contributionOf, type Subject } from '../subject.js';

/** Registers the cases that a load must pass. */
export function testLoad(subject: Subject): void {
  registerCases(subject, 'load', cases(subject));
}

function cases(subject: Subject): readonly Case[] {
  return [
    {
      name: 'is provided by the plugin',
      run: () => {
        contributionOf(subject, 'loads');
      },
    },
  ];
}
