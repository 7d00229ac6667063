import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { withCli } from '../e2e/cli.js';
import { withBrowser, withPage } from '../e2e/report-browser.js';
import { storedFixture } from '../e2e/stored-fixture.js';
import { mostBytes, pictureFolder, picturedRuns, pictures } from './pictures.js';
import { terminalPicture } from './terminal-picture.js';

// Draws the pictures of the README and the docs anew, from stored runs: `npm run pictures`. Those of pages need Chromium.

mkdirSync(pictureFolder, { recursive: true });
await drawScreen();
await withReport(picturedRuns.figures, { width: 1440, height: 900 }, async (page) => {
  keep(pictures.page, await page.screenshot());
});
await withReport(picturedRuns.stacks, { width: 1280, height: 900 }, async (page) => {
  await page.locator('#flame-a').selectOption({ label: 'tcp.64B.c1, client' });
  await page.locator('#flame-b').selectOption({ label: 'grpc.64B.c1, client' });
  const frame = page.locator('#flame-frame iframe');
  await page.frameLocator('#flame-frame iframe').locator('#graph [role=treeitem]').nth(20).waitFor();
  await frame.scrollIntoViewIfNeeded();
  keep(pictures.difference, await frame.screenshot());
});

async function drawScreen(): Promise<void> {
  const { id, placed } = storedFixture(picturedRuns.figures);
  const variables = { COLUMNS: '80', NO_COLOR: undefined, FORCE_COLOR: '1' };
  await withCli(
    placed,
    async (cli) => {
      const { code, stdout, stderr } = await cli.run('report', id, '--reporter', 'summary');
      if (code !== 0) throw new Error(stderr);
      const text = `$ wiretax report last\n\n${asInstalled(stdout)}`;
      keep(pictures.screen, terminalPicture(text, 'What wiretax prints of a run'));
    },
    { variables },
  );
}

/** Does some work with the page of a stored run; nothing where there is no browser, which is said. */
async function withReport(
  fixture: string,
  viewport: { readonly width: number; readonly height: number },
  work: (page: Page) => Promise<void>,
): Promise<void> {
  const { id, folder, placed } = storedFixture(fixture);
  await withCli(placed, async (cli) => {
    const { code, stderr } = await cli.run('report', id, '--reporter', 'html');
    if (code !== 0) throw new Error(stderr);
    const path = join(cli.folder, folder, 'report.html');
    writeFileSync(path, asInstalled(readFileSync(path, 'utf8')));
    await withBrowser((browser) => withPage(browser, path, work, { viewport }));
  });
}

/** Commands as they are where Wiretax is installed, and not in this tree. */
function asInstalled(text: string): string {
  return text.replaceAll(/node \S+?run\.js/g, 'wiretax');
}

function keep(name: string, content: string | Buffer): void {
  if (content.length > mostBytes) throw new Error(`${name} has ${String(content.length)} bytes`);
  writeFileSync(join(pictureFolder, name), content);
  console.log(`docs/pictures/${name}: ${String(content.length)} bytes`);
}
