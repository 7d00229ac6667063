import { readFileSync, statSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { phone, withStudy } from './report-browser.js';

const overflow = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - innerWidth');

test('the page of a study is small, and what is seen first fits a screen', async () => {
  const screen = { viewport: { width: 1440, height: 900 } };
  await withStudy(async (page, path) => {
    assert.ok(statSync(path).size < 3e6);
    const paintMs = await page.evaluate<number>(
      `performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN`,
    );
    console.log(`first paint after ${paintMs.toFixed(0)} ms, ${String(statSync(path).size)} bytes`);
    for (const part of [
      '.strip',
      '.strip .copy',
      '#answer',
      '.switch',
      '.who .matrix:visible',
      '.why .contenders:visible',
      '.card',
    ]) {
      const box = await page.locator(part).first().boundingBox();
      assert.ok(box !== null && box.y + box.height <= 900, `${part}: ${JSON.stringify(box)}`);
    }
    assert.is(await page.locator('tbody[id^="row-"]').count(), 75);
  }, screen);
});

test('charts and rows are there without scripts', async () => {
  await withStudy(
    async (page) => {
      assert.ok(await page.locator('.picture svg').first().isVisible());
      assert.ok(await page.locator('[id="row-tcp.64B.c1"]').isVisible());
    },
    { javaScriptEnabled: false },
  );
});

test('rows are filtered by text and by verdict, and counted', async () => {
  await withStudy(async (page) => {
    const count = page.locator('#filter-count');
    await page.locator('#filter-text').focus();
    await page.keyboard.type('grpc');
    assert.is(await count.textContent(), '25 of 75 rows');
    await page.locator('select[data-filter="size"]').selectOption('64KiB');
    assert.is(await count.textContent(), '5 of 75 rows');
    await page.getByRole('button', { name: 'Show all' }).press('Enter');
    assert.is(await count.textContent(), '75 of 75 rows');
    await page.locator('select[data-filter="verdict"]').selectOption('client-bound');
    assert.is(await count.textContent(), '10 of 75 rows');
  });
});

test('any column is sorted with the keyboard, in both orders', async () => {
  await withStudy(async (page) => {
    const head = page.locator('#results-table > thead th', { hasText: /^P50/ });
    const keys = (): Promise<number[]> =>
      page.evaluate(
        `[...document.querySelectorAll('#results-table > tbody')].map((body) => Number(body.rows[0].cells[5].dataset.key))`,
      );
    await head.getByRole('button').press('Enter');
    assert.is(await head.getAttribute('aria-sort'), 'ascending');
    assert.equal(
      await keys(),
      (await keys()).toSorted((a, b) => a - b),
    );
    await head.getByRole('button').press('Enter');
    assert.is(await head.getAttribute('aria-sort'), 'descending');
    assert.equal(
      await keys(),
      (await keys()).toSorted((a, b) => b - a),
    );
  });
});

test('links of findings lead to rows, also to those that are filtered out', async () => {
  await withStudy(async (page) => {
    const dangling = await page.evaluate(
      `[...document.querySelectorAll('a[href^="#"]')].filter((a) => !document.getElementById(decodeURIComponent(a.hash.slice(1)))).map((a) => a.hash)`,
    );
    assert.equal(dangling, []);
    await page.locator('#filter-text').fill('no such row');
    const link = page.locator('.card .finding a').first();
    const id = ((await link.getAttribute('href')) ?? '').slice(1);
    await link.press('Enter');
    const row = page.locator(`[id="${id}"]`);
    await row.locator('.details').waitFor({ state: 'visible' });
    assert.is(await page.evaluate('document.activeElement.id'), id);
    const box = await row.locator('.row').boundingBox();
    assert.ok(box !== null && box.y > 0 && box.y < 900, JSON.stringify(box));
  });
});

test('all text has contrast in both colours, by preference and by the switch', async () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await withStudy(
      async (page) => {
        const background = (): Promise<string> =>
          page.evaluate('getComputedStyle(document.body).backgroundColor');
        const preferred = await background();
        assert.equal(await page.evaluate(faint), []);
        await page.locator('#theme').press('Enter');
        assert.is.not(await background(), preferred);
        assert.equal(await page.evaluate(faint), []);
      },
      { colorScheme },
    );
  }
});

/** Elements with text of their own whose contrast is under 4.5 : 1. */
const faint = `(() => {
  const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const luminance = (colour) => channels(colour).slice(0, 3).map((c) => c / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (element) => {
    for (let each = element; each; each = each.parentElement) {
      const colour = getComputedStyle(each).backgroundColor;
      if ((channels(colour)[3] ?? 1) > 0) return colour;
    }
    return 'rgb(255, 255, 255)';
  };
  const low = new Set();
  for (const element of document.querySelectorAll('body *:not(svg *):not(script):not(style)')) {
    if (![...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== '')) continue;
    const [a, b] = [luminance(getComputedStyle(element).color), luminance(behind(element))];
    if ((Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) < 4.5) low.add(element.tagName + '.' + element.className);
  }
  return [...low];
})()`;

test('ids are unique, headings in order, and each table says what it is', async () => {
  await withStudy(async (page) => {
    const ids = await page.evaluate<string[]>(
      `[...document.querySelectorAll('[id]')].map((each) => each.id)`,
    );
    assert.equal(
      ids.filter((id, index) => ids.indexOf(id) !== index),
      [],
    );
    const levels = await page.evaluate<number[]>(
      `[...document.querySelectorAll('h1,h2,h3,h4')].map((each) => Number(each.tagName[1]))`,
    );
    assert.is(levels[0], 1);
    assert.ok(levels.every((level, index) => index === 0 || level <= (levels[index - 1] ?? 0) + 1));
    assert.is(await page.locator('table:not(:has(> caption))').count(), 0);
    assert.is(await page.locator('main, nav, footer').count(), 3);
    await page.keyboard.press('Tab');
    assert.is(await page.evaluate('document.activeElement.className'), 'skip');
  });
});

test('a phone has nothing to scroll sideways but tables and charts', async () => {
  await withStudy(async (page) => {
    assert.is(await overflow(page), 0);
    await page.evaluate(
      `document.querySelectorAll('.open').forEach((each) => each.click()); document.querySelectorAll('details').forEach((each) => { each.open = true; })`,
    );
    assert.is(await overflow(page), 0);
  }, phone);
});

test('rows and charts are saved from the page', async () => {
  await withStudy(async (page) => {
    const saved = async (selector: string): Promise<string> => {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.locator(selector).first().click(),
      ]);
      return readFileSync(await download.path(), 'utf8');
    };
    assert.is((await saved('[data-save="rows"]')).trimEnd().split('\r\n').length, 76);
    const results = JSON.parse(await saved('[data-save="results"]')) as { rows: readonly unknown[] };
    assert.is(results.rows.length, 75);
    assert.match(await saved('[data-svg]'), /^<svg [\s\S]*<style/);
    assert.match(await saved('[data-csv]'), /^[\w,]+\r\n/);
  });
});

test('it prints', async () => {
  await withStudy(async (page) => {
    const pdf = await page.pdf({ format: 'A4', printBackground: true });
    assert.ok(pdf.length > 50_000);
  });
});

test.run();
