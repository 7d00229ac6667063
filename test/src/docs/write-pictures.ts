import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { type Cli, withCli } from '../e2e/cli.js';
import { withBrowser, withPage } from '../e2e/report-browser.js';
import { storedFixture } from '../e2e/stored-fixture.js';
import { mostBytes, pictureFolder, picturedRun, pictures } from './pictures.js';
import { terminalPicture } from './terminal-picture.js';

// Draws the pictures of the README and the docs anew, from a stored run: `npm run pictures`.

/** Two cells with stacks, whose difference is drawn. */
const cells = ['tcp.64B.c1', 'grpc.64B.c1'];

const { id, folder, placed } = storedFixture(picturedRun);
mkdirSync(pictureFolder, { recursive: true });
await withCli(placed, draw, { variables: { COLUMNS: '100', NO_COLOR: undefined, FORCE_COLOR: '1' } });

async function draw(cli: Cli): Promise<void> {
  const screen = await cli.run('report', id);
  if (screen.code !== 0) throw new Error(screen.stderr);
  const shown = screen.stdout.replaceAll(/node \S+run\.js/g, 'wiretax');
  keep(pictures.screen, terminalPicture(`$ wiretax report last\n\n${shown}`, 'What wiretax prints of a run'));
  await cli.run('report', id, '--reporter', 'html');
  await cli.run('compare', id, ...cells, '--reporter', 'html', '--fail-on', 'none');
  const pageOf = (name: string): string => join(cli.folder, folder, name);
  await withBrowser(async (browser) => {
    const options = { viewport: { width: 1440, height: 900 } };
    const work = async (page: Page): Promise<void> => {
      keep(pictures.page, await page.screenshot());
    };
    await withPage(browser, pageOf('report.html'), work, options);
    const difference = async (page: Page): Promise<void> => {
      const frame = page.locator('#flame-frame iframe');
      await frame.waitFor();
      await page.frameLocator('#flame-frame iframe').locator('#graph [role=treeitem]').first().waitFor();
      keep(pictures.difference, await frame.screenshot());
    };
    await withPage(browser, pageOf(`compare.${cells.join('.')}.html`), difference, options);
  });
}

function keep(name: string, content: string | Buffer): void {
  if (content.length > mostBytes) throw new Error(`${name} has ${String(content.length)} bytes`);
  writeFileSync(join(pictureFolder, name), content);
  console.log(`docs/pictures/${name}: ${String(content.length)} bytes`);
}
