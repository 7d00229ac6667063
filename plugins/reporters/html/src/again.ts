import { type Results, shellWord } from '@wiretax/core';
import { runReference } from '@wiretax/core/record';

/** Nothing in it means anything to a shell, unlike what `shellWord` has to be careful with at the beginning of a word. */
const plain = /^[\w@%+=:,./-]+$/;

/** The command that measures it again, as the user starts the program. */
export function again({ manifest: { command, experiment } }: Results, program: string): string {
  const words = command[0] === 'wiretax' ? command.slice(1) : command;
  const seeded = words.some((word) => /^--seed(=|$)/.test(word));
  const all = [...words, ...(seeded ? [] : ['--seed', String(experiment.seed)])];
  return [program, ...all.map((word) => (plain.test(word) ? word : shellWord(word)))].join(' ');
}

/** The command that collects evidence, into the same folder of results. */
export function evidenceCommand(results: Results, program: string): string {
  const { directory, manifest } = results;
  const end = `/runs/${manifest.id}`;
  const isElsewhere = runReference(results) !== manifest.id && directory.endsWith(end);
  const out = isElsewhere ? ` --out ${shellWord(directory.slice(0, -end.length))}` : '';
  return `${program} run evidence${out}`;
}
