import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { picturedRuns } from '../docs/pictures.js';
import { withCli } from './cli.js';
import { withBrowser, withPage } from './report-browser.js';
import { storedFixture } from './stored-fixture.js';
import { forgetDisturbances } from './undisturbed.js';

const cells = ['tcp.64B.c1', 'grpc.64B.c1'];
const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

/** The page of two cells of a stored run that has their stacks. */
async function withComparison(work: (page: Page) => Promise<void>, options = {}): Promise<void> {
  const { id, folder, placed } = storedFixture(picturedRuns.stacks);
  await withCli(placed, async (cli) => {
    forgetDisturbances(cli);
    const { code, stderr } = await cli.run('compare', id, ...cells, '--reporter', 'html');
    assert.is(code, 0, stderr);
    const path = join(cli.folder, folder, `compare.${cells.join('.')}.html`);
    await withBrowser((browser) => withPage(browser, path, work, options));
  });
}

test('two cells on one page: changes that say their values, charts, and what differs in flame graphs', async () => {
  await withComparison(async (page) => {
    assert.is(await page.locator('h1').textContent(), cells.join(' and '));
    const effects = page.locator('#chart-effects .picture');
    await effects.focus();
    await page.keyboard.press('ArrowRight');
    assert.match((await page.locator('.told').textContent()) ?? '', /P50: (?:[+−]\d|\d+\.\d+×)/);
    assert.ok((await page.locator('#charts .chart').count()) >= 2);
    const graph = page.frameLocator('#flame-frame iframe').locator('#graph [role=treeitem]');
    await graph.nth(20).waitFor();
    const title = page.locator('#flame-frame iframe');
    assert.match(
      (await title.getAttribute('title')) ?? '',
      /tcp\.64B\.c1, client \(A\).*grpc\.64B\.c1, client \(B\)/,
    );
    const [, server] = await page.locator('#flame-pair option').allTextContents();
    assert.is(server, 'tcp.64B.c1 and grpc.64B.c1, server');
    await page.locator('#flame-pair').selectOption({ index: 1 });
    await page.locator('#flame-frame iframe[title*="server"]').waitFor();
  });
});

test('a phone has nothing to scroll sideways', async () => {
  await withComparison(async (page) => {
    assert.is(await page.evaluate('document.documentElement.scrollWidth - innerWidth'), 0);
  }, phone);
});

test.run();
