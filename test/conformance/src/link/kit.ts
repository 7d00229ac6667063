import assert from 'node:assert/strict';
import { type Case, registerCases } from '../cases.js';
import { contributionOf, type Subject } from '../subject.js';
import { addressCases } from './address-cases.js';
import { leavesNothing, listens } from './listening-cases.js';
import { type Scene, withScene } from './scene.js';

export type { Subject, TestFunction } from '../subject.js';

/** Registers the cases that a link must pass. Nothing but the kit listens anywhere. */
export function testLink(subject: Subject): void {
  registerCases(subject, 'link', cases(subject));
}

function cases(subject: Subject): readonly Case[] {
  const inScene = (name: string, run: (scene: Scene) => Promise<void>): Case => ({
    name,
    run: () => withScene(subject, run),
  });
  return [
    {
      name: 'is provided by the plugin',
      run: () => {
        contributionOf(subject, 'links');
      },
    },
    { name: 'reaches as far as its form says', run: () => reachFits(subject) },
    { name: 'refuses options that it does not know', run: () => optionsAreClosed(subject) },
    ...addressCases(subject.name).map(({ name, run }) => inScene(name, run)),
    inScene('can be listened at, and connected to, where it is a socket', listens),
    inScene('leaves nothing open', leavesNothing),
  ];
}

function reachFits(subject: Subject): void {
  const { form, reach } = contributionOf(subject, 'links');
  const said = `a link of the form ${form} says that it reaches as far as one ${reach}`;
  assert.ok((form === 'process') === (reach === 'process'), `${said}; both are process, or neither is`);
}

function optionsAreClosed(subject: Subject): void {
  const { options } = contributionOf(subject, 'links');
  if (options === undefined) return;
  const closed = options['type'] === 'object' && options['additionalProperties'] === false;
  assert.ok(closed, 'the schema of its options is of an object with additionalProperties: false');
}
