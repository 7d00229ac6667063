import { type Case, registerCases } from '../cases.js';
import { contributionOf, type Subject } from '../subject.js';

/** Registers the cases that a codec must pass. */
export function testCodec(subject: Subject): void {
  registerCases(subject, 'codec', cases(subject));
}

function cases(subject: Subject): readonly Case[] {
  return [
    {
      name: 'is provided by the plugin',
      run: () => {
        contributionOf(subject, 'codecs');
      },
    },
  ];
}
