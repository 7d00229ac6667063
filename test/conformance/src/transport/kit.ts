import { type Case, registerCases } from '../cases.js';
import { contributionOf, type Subject } from '../subject.js';

/** Registers the cases that a transport must pass. */
export function testTransport(subject: Subject): void {
  registerCases(subject, 'transport', cases(subject));
}

function cases(subject: Subject): readonly Case[] {
  return [
    {
      name: 'is provided by the plugin',
      run: () => {
        contributionOf(subject, 'transports');
      },
    },
  ];
}
