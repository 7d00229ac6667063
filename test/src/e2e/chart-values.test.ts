import type { Page } from 'playwright-core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { withBrowser, withPage, withStudyReport } from './report-browser.js';

function withStudy(work: (page: Page) => Promise<void>, options = {}): Promise<void> {
  return withBrowser((browser) =>
    withStudyReport((path) => withPage(browser, path, (page) => work(page), options)),
  );
}

test('a mark says its value under the pointer, also from beside it, and nothing where there is none', async () => {
  await withStudy(async (page) => {
    const told = page.locator('.told');
    const mark = page.locator('#chart-latency-over-size [data-value]').first();
    await mark.scrollIntoViewIfNeeded();
    const value = (await mark.getAttribute('data-value')) ?? '';
    const box = await mark.boundingBox();
    assert.ok(box !== null && value.length > 10);
    await page.mouse.move(box.x + box.width + 6, box.y + box.height / 2);
    assert.match((await told.textContent()) ?? '', /^\w+, .*: P\d/);
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    assert.is(await told.textContent(), value);
    const said = await told.boundingBox();
    assert.ok(said !== null && said.x >= 0 && said.x + said.width <= 1280, JSON.stringify(said));
    await page.mouse.move(2, 2);
    assert.is(await told.textContent(), '');
  });
});

test('arrow keys go through the values of a chart', async () => {
  await withStudy(async (page) => {
    const told = page.locator('.told');
    const picture = page.locator('#chart-matrix .picture');
    const values = await picture.locator('[data-value]').count();
    assert.ok(values >= 74, String(values));
    await picture.focus();
    await page.keyboard.press('ArrowRight');
    const first = await told.textContent();
    await page.keyboard.press('ArrowRight');
    assert.is.not(await told.textContent(), first);
    await page.keyboard.press('ArrowLeft');
    assert.is(await told.textContent(), first);
    await page.keyboard.press('End');
    assert.is(
      await picture.locator('[data-value]').last().getAttribute('data-value'),
      await told.textContent(),
    );
    await page.keyboard.press('Escape');
    assert.is(await told.textContent(), '');
  });
});

test('each picture is one image with a name', async () => {
  await withStudy(async (page) => {
    assert.is(await page.locator('.picture svg [role], .picture svg [aria-label]').count(), 0);
    const pictures = await page.locator('.picture svg').count();
    assert.ok(pictures >= 6);
    assert.is(
      await page.getByRole('img', { name: /\w/ }).and(page.locator('.picture svg')).count(),
      pictures,
    );
  });
});

/** Labels of axes that lie upon each other, by chart. */
const collisions = `[...document.querySelectorAll('.picture svg')].flatMap((svg) => {
  const boxes = [...svg.querySelectorAll('text[fill="#525b66"]')]
    .filter((each) => each.textContent !== '' && getComputedStyle(each).opacity !== '0')
    .map((each) => ({ text: each.textContent, box: each.getBoundingClientRect() }));
  return boxes.flatMap((one, index) => boxes.slice(index + 1)
    .filter(({ box }) => one.box.left < box.right - 1 && box.left < one.box.right - 1 && one.box.top < box.bottom - 2 && box.top < one.box.bottom - 2)
    .map((other) => svg.closest('figure').id + ': ' + one.text + ' and ' + other.text));
})`;

test('labels of axes do not collide at 75 cells, and captions have two lines at most', async () => {
  await withStudy(
    async (page) => {
      assert.equal(await page.evaluate(collisions), []);
      const lines = await page.evaluate<number[]>(
        `[...document.querySelectorAll('.chart figcaption')].map((each) => Math.round(each.offsetHeight / parseFloat(getComputedStyle(each).lineHeight)))`,
      );
      assert.ok(lines.length >= 6 && Math.max(...lines) <= 2, lines.join());
    },
    { viewport: { width: 1440, height: 900 } },
  );
});

test.run();
