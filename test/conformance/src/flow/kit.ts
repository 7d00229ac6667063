import { type Case, registerCases } from '../cases.js';
import { contributionOf, type Subject } from '../subject.js';

/** Registers the cases that a flow must pass. */
export function testFlow(subject: Subject): void {
  registerCases(subject, 'flow', cases(subject));
}

function cases(subject: Subject): readonly Case[] {
  return [
    {
      name: 'is provided by the plugin',
      run: () => {
        contributionOf(subject, 'flows');
      },
    },
  ];
}
