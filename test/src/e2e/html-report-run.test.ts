import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { withCli } from './cli.js';
import { withBrowser, withPage } from './report-browser.js';
import { storedRuns } from './run-results.js';

const config = `
transport: [tcp, rest]
concurrency: [1]
duration: 200ms
warmup: { min: 10ms, max: 50ms }
repetitions: 1
collectors: [usage, runtime, cpu-profile]
reporters: [html]
ceiling: false
`;

test('the report of a run shows its collections and its flame graphs, beside each other too', async () => {
  await withCli({ 'wiretax.config.yaml': config }, async (cli) => {
    const { code, stdout, stderr } = await cli.run('run', '--quiet');
    assert.is(code, 0, stderr);
    const [id = ''] = storedRuns(cli.folder);
    const path = join(cli.folder, '.wiretax', 'runs', id, 'report.html');
    assert.match(stdout, /^[^\n]*report\.html\n$/);
    await withBrowser((browser) =>
      withPage(browser, path, async (page) => {
        assert.match((await page.locator('.cautions').textContent()) ?? '', /there are no intervals/);
        assert.is(await page.locator('#collections svg').count(), 1);
        await page.locator('#flame-a').selectOption({ index: 1 });
        // What is out of sight is not drawn.
        await page.locator('#flame-frame iframe').scrollIntoViewIfNeeded();
        const graph = page.frameLocator('#flame-frame iframe').locator('#graph');
        await graph.locator('[role="treeitem"]').first().waitFor({ state: 'attached' });
        await page.locator('#flame-b').selectOption({ index: 3 });
        await page.locator('iframe[title$="(B)"]').scrollIntoViewIfNeeded();
        const root = page.frameLocator('iframe[title$="(B)"]').locator('[role="treeitem"]').first();
        await root.waitFor({ state: 'attached' });
        assert.match((await root.getAttribute('aria-label')) ?? '', /A .* B /);
      }),
    );
  });
});

test.run();
