import { type Host, type Reporter, visibleLine } from '@wiretax/core';
import { annotations } from './annotations.js';
import { commandLine } from './command-line.js';

/** The file that GitHub shows on the page of the workflow run; each step has its own. */
const variable = 'GITHUB_STEP_SUMMARY';

/**
 * Annotations on standard output, the summary where GitHub shows it (a file beside the results outside of GitHub Actions), and a comment for
 * whoever posts it.
 */
export function githubReporter({ env, files }: Host): Reporter {
  return {
    async report(results, output) {
      // Statistics, which a run without this reporter should not load.
      const { commentText } = await import('./comment.js');
      const { summaryText } = await import('./summary.js');
      for (const annotation of annotations(results)) output.print(`${commandLine(annotation)}\n`);
      const comment = await output.write('github-comment.md', commentText(results));
      output.print(`${visibleLine(comment)}\n`);
      const summary = summaryText(results);
      const path = env[variable] ?? '';
      if (path === '') {
        output.print(`${visibleLine(await output.write('github-summary.md', summary))}\n`);
        return;
      }
      // Other commands of the step have written there, or will.
      const log = await files.openLog(path);
      try {
        await log.append(summary);
      } finally {
        await log.close();
      }
    },
  };
}
