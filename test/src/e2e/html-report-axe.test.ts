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
  await page.locator('#filter-text').fill(few);
  await page.evaluate(axe.source);
  const found = await page.evaluate<{ violations: Violation[] }>('axe.run(document)');
  return found.violations.map(
    ({ id, nodes: [first, ...more] }) =>
      `${id}: ${first?.target.join(' ') ?? ''} and ${String(more.length)} more: ${first?.failureSummary ?? ''}`,
  );
}

/** A few rows, which are all alike: axe takes long for thousands of elements. */
const few = 'tcp.64B.c1';

/** All that is folded, and the details of two of them. */
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

test.run();
