import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { phone, withStudy } from './report-browser.js';

test('the keyboard reaches the figure, the places, the filters and the copy buttons, and shows where it is', async () => {
  await withStudy(async (page) => {
    const seen = new Set<string>();
    for (let step = 0; step < 120; step += 1) {
      await page.keyboard.press('Tab');
      const [what, isMarked] = await page.evaluate<[string, boolean]>(`(() => {
        const one = document.activeElement;
        const told = one.matches('input[name="figure"]') ? one.nextElementSibling : one;
        const { outlineStyle, outlineWidth } = getComputedStyle(told);
        const name = one.name || one.id || one.dataset.place || one.className || one.tagName;
        return [name, outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2];
      })()`);
      assert.ok(isMarked, `${what} doesn't show that it has the focus`);
      seen.add(what);
    }
    for (const wanted of ['skip', 'theme', 'copy', 'figure', '64B.1', '64KiB.500', 'filter-text']) {
      assert.ok(seen.has(wanted), `${wanted} is not reached: ${[...seen].join(', ')}`);
    }
  });
});

test('findings and commands are copied', async () => {
  await withStudy(
    async (page) => {
      const copied = (): Promise<string> => page.evaluate('navigator.clipboard.readText()');
      await page.locator('.strip .copy').click();
      await page.locator('.strip .copy', { hasText: 'Copied' }).waitFor();
      assert.is(await copied(), 'node bin/run.js run quick --seed 42');
      await page.locator('.lead .answer .copy').first().click();
      await page.locator('.lead .copy', { hasText: 'Copied' }).first().waitFor();
      assert.match(await copied(), /^tcp is faster than rest by 2\.25 times/);
    },
    { permissions: ['clipboard-read', 'clipboard-write'] },
  );
});

test('a phone has figures in its table, and nothing twice', async () => {
  await withStudy(async (page) => {
    const row = page.locator('[id="row-tcp.64B.c1"] .row');
    assert.match(await row.innerText(), /^\s*tcp\.64B\.c1\s+[\d,]+\s+[\d.]+ µs/);
    const first = await row.locator('td:visible').nth(1).boundingBox();
    assert.ok(first !== null && first.x + first.width <= 390, JSON.stringify(first));
  }, phone);
});

test('without scripts each place is explained', async () => {
  await withStudy(
    async (page) => {
      assert.is(await page.locator('.panel:visible').count(), 25);
    },
    { javaScriptEnabled: false },
  );
});

test('verdicts take another line where there is no room beside each other', async () => {
  await withStudy(async (page) => {
    const space = await page.evaluate(
      `getComputedStyle(document.querySelector('.results .row > td:last-child')).whiteSpace`,
    );
    assert.is(space, 'normal');
  });
});

test('on paper all is unfolded, and the matrix is there', async () => {
  await withStudy(async (page) => {
    await page.emulateMedia({ media: 'print' });
    await page.evaluate(`dispatchEvent(new Event('beforeprint'))`);
    assert.ok(await page.locator('.matrix').first().isVisible());
    assert.is(await page.locator('details.more:not([open])').count(), 0);
    assert.not.ok(await page.locator('.copy').first().isVisible());
    await page.evaluate(`dispatchEvent(new Event('afterprint'))`);
    assert.ok((await page.locator('details.more:not([open])').count()) > 3);
  });
});

test.run();
