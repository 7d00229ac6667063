import { type Results, shellWord } from '@wiretax/core';

/** Nothing in it means anything to a shell, unlike what `shellWord` has to be careful with at the beginning of a word. */
const plain = /^[\w@%+=:,./-]+$/;

/** The command that measures it again, as the user starts the program. */
export function again({ manifest: { command, experiment } }: Results, program: string): string {
  const words = command[0] === 'wiretax' ? command.slice(1) : command;
  const seeded = words.some((word) => /^--seed(=|$)/.test(word));
  const all = [...words, ...(seeded ? [] : ['--seed', String(experiment.seed)])];
  return [program, ...all.map((word) => (plain.test(word) ? word : shellWord(word)))].join(' ');
}
