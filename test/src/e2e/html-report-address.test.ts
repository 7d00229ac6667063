import type { Page } from 'playwright-core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { withStudy } from './report-browser.js';

const hash = (page: Page): Promise<string> => page.evaluate('location.hash');
const counted = (page: Page): Promise<string | null> => page.locator('#filter-count').textContent();
const shown = (page: Page): Promise<string[]> =>
  page.evaluate(
    `[...document.querySelectorAll('.lead [data-figure]')].filter((each) => each.checkVisibility()).map((each) => each.dataset.figure)`,
  );

test('filters and sorting are in the address, and the back button takes them back', async () => {
  await withStudy(async (page, path) => {
    await page.locator('select[data-filter="size"]').selectOption('64KiB');
    await page.locator('select[data-filter="verdict"]').selectOption('client-bound');
    assert.is(await hash(page), '#size=64KiB&verdict=client-bound');
    assert.is(await counted(page), '2 of 75 rows');
    await page.locator('th[data-column="p99"] button').click();
    assert.is(await hash(page), '#size=64KiB&verdict=client-bound&sort=p99');
    await page.goBack();
    assert.is(await page.locator('th[data-column="p99"]').getAttribute('aria-sort'), 'none');
    await page.goBack();
    assert.is(await counted(page), '15 of 75 rows');
    assert.is(await page.locator('select[data-filter="verdict"]').inputValue(), '');
    await page.goForward();
    assert.is(await counted(page), '2 of 75 rows');
    const address = await page.evaluate<string>('location.href');
    assert.match(address, path);
    await page.reload();
    assert.is(await counted(page), '2 of 75 rows');
  });
});

test('what is typed is one step back', async () => {
  await withStudy(async (page) => {
    await page.locator('#filter-text').pressSequentially('grpc');
    assert.is(await hash(page), '#text=grpc');
    assert.is(await counted(page), '25 of 75 rows');
    await page.goBack();
    assert.is(await counted(page), '75 of 75 rows');
    assert.is(await page.locator('#filter-text').inputValue(), '');
  });
});

test('the figure is switched with the keyboard, and is in the address', async () => {
  await withStudy(async (page) => {
    assert.equal(await shown(page), ['p50']);
    await page.locator('input[name="figure"]:checked').focus();
    await page.keyboard.press('ArrowRight');
    assert.is(await hash(page), '#figure=p99');
    assert.equal(await shown(page), ['p99']);
    await page.keyboard.press('ArrowRight');
    assert.match(await page.locator('.lead').innerText(), /tcp makes 2\.2 times as many calls/);
    await page.goBack();
    assert.equal(await shown(page), ['p99']);
    await page.goBack();
    assert.equal(await shown(page), ['p50']);
  });
});

test('a place of the matrix is told of, and is in the address', async () => {
  await withStudy(async (page) => {
    const panel = page.locator('#places [data-panel]:visible');
    assert.match(await panel.innerText(), /At 64 B, 10 clients/);
    await page.locator('[data-figure="p50"] [data-place="64KiB.1"]').press('Enter');
    assert.is(await hash(page), '#place=64KiB.1');
    assert.match(await panel.innerText(), /At 64 KiB, 1 client/);
    await page.goBack();
    assert.match(await panel.innerText(), /At 64 B, 10 clients/);
  });
});

test('links keep how the page is set, and one to a row that is filtered out shows it', async () => {
  await withStudy(async (page) => {
    await page.locator('input[value="p99"]').check({ force: true });
    await page.locator('#filter-text').fill('rest');
    await page.locator('nav a[href="#charts"]').click();
    assert.is(await hash(page), '#charts&figure=p99&text=rest');
    assert.is(await page.evaluate('document.activeElement.id'), 'charts');
    await page.locator('.contenders a[href="#row-grpc.64B.c10"]').first().click();
    assert.is(await hash(page), '#row-grpc.64B.c10&figure=p99');
    assert.is(await counted(page), '75 of 75 rows');
    assert.is(await page.evaluate('document.activeElement.id'), 'row-grpc.64B.c10');
  });
});

test('an address that is none leaves the page as it is', async () => {
  await withStudy(async (page, path) => {
    await page.goto(`file://${path}#figure=none&place=%zz&sort=nothing&size=1&layer=x`);
    assert.equal(await shown(page), ['p50']);
    assert.is(await counted(page), '75 of 75 rows');
    await page.goto(`file://${path}#%zz`);
    assert.is(await counted(page), '75 of 75 rows');
  });
});

test.run();
