import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { phone, withStudy } from './report-browser.js';

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary: string }[];
}

/** What axe has to say against the page, a line for each rule and its first element. */
async function violations(page: Page): Promise<readonly string[]> {
  // The page's policy lets no other script run; the debugger does.
  await page.evaluate(axe.source);
  const found = await page.evaluate<{ violations: Violation[] }>('axe.run(document)');
  return found.violations.map(
    ({ id, nodes: [first, ...more] }) =>
      `${id}: ${first?.target.join(' ') ?? ''} and ${String(more.length)} more: ${first?.failureSummary ?? ''}`,
  );
}

/** All that is folded, and the details of a few rows, which are all alike: axe takes long for thousands of elements. */
const unfold = `[...document.querySelectorAll('.open')].slice(0, 2).forEach((each) => each.click()); document.querySelectorAll('details').forEach((each) => { each.open = true; })`;

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in ${colorScheme}, folded and unfolded`, async () => {
    await withStudy(
      async (page) => {
        assert.equal(await violations(page), []);
        await page.evaluate(unfold);
        assert.equal(await violations(page), []);
      },
      { colorScheme },
    );
  });
}

test('axe finds nothing on a phone', async () => {
  await withStudy(async (page) => {
    assert.equal(await violations(page), []);
  }, phone);
});

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
