import { type ErrorCode, errorExits, type ErrorRow, errorTable } from '@wiretax/core';

const { input, failure, interruption } = errorExits;

const introduction = `# Error codes

Every error begins with its code: \`error E_CONFIG: study.yaml can't be run\`. A trial that failed has it under \`error.code\` in
\`trials.jsonl\`. \`DEBUG=1\` adds what to do, and the stack. Made from the table in [core/src/contract](../core/src/contract) by
\`npm run errors\`; edit it there.

The exit code says how a command ended: ${String(input)} that the input was wrong and nothing ran, ${String(failure)} that something failed,
${String(interruption)} that it was interrupted. A trial that failed doesn't end its run, which exits with ${String(failure)} when all others are done.
Whatever a plugin throws before anything has run ends the command with ${String(input)}.

A code that begins otherwise is not from here: \`EADDRINUSE\`, \`ENOSPC\` and the like come from Node.js and the operating system, \`X_…\`
and others from the plugin that the message names. A plugin that throws an error of its own with a \`code\` is shown with that.`;

/** The text of docs/errors.md: by code, for whoever looks one up. */
export function errorsPage(): string {
  const codes = (Object.keys(errorTable) as ErrorCode[]).sort();
  const index = codes.map((code) => `[${code}](#${code.toLowerCase()})`).join(', ');
  const sections = codes.map((code) => `## ${code}\n\n${paragraphs(errorTable[code])}`);
  return `${[introduction, index, ...sections].join('\n\n')}\n`;
}

function paragraphs({ type, means, remedy, page }: ErrorRow): string {
  const [file = '', heading] = page?.split('#') ?? [];
  const text = heading === undefined ? file : `${file}: ${heading.replaceAll('-', ' ')}`;
  const more = page === undefined ? '' : ` See [${text}](${page}).`;
  return `${means}\n\n${remedy}${more} Exit code ${String(errorExits[type])}.`;
}
