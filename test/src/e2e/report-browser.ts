import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import * as assert from 'uvu/assert';
import { root } from '../test-files.js';

const browserNames = ['chromium', 'chromium-browser', 'google-chrome'];

/** Chromium as the system has it; undefined where it has none. */
export function chromiumPath(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders
    .flatMap((folder) => browserNames.map((name) => join(folder, name)))
    .find((path) => existsSync(path));
}

/** Does some work with a browser; says that it was skipped where there is none. */
export async function withBrowser(work: (browser: Browser) => Promise<void>): Promise<void> {
  const executablePath = chromiumPath();
  if (executablePath === undefined) {
    console.log('SKIPPED: no Chromium on the PATH');
    return;
  }
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    await work(browser);
  } finally {
    await browser.close();
  }
}

/** Opens a file and does some work with its page; fails on console messages, errors, and requests for anything else. */
export async function withPage(
  browser: Browser,
  path: string,
  work: (page: Page) => Promise<void>,
  options: BrowserContextOptions = {},
): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const trouble: string[] = [];
  try {
    const page = await context.newPage();
    const address = pathToFileURL(path).href;
    page.on('console', (message) => trouble.push(`console: ${message.text()}`));
    page.on('pageerror', (error) => trouble.push(`error: ${error.message}`));
    page.on('request', (request) => {
      const [wanted = ''] = request.url().split('#');
      if (wanted !== address && !wanted.startsWith('about:') && !wanted.startsWith('blob:')) {
        trouble.push(`request: ${wanted}`);
      }
    });
    await page.goto(address);
    await work(page);
    assert.equal(trouble, []);
  } finally {
    await context.close();
  }
}

interface Support {
  studyPage(): Promise<string>;
}

let study: Promise<string> | undefined;

/** The report of 75 synthetic cells, in a folder that is removed afterwards. It is made once. */
export async function withStudyReport(work: (path: string) => Promise<void>): Promise<void> {
  const module = join(root, 'plugins', 'reporters', 'html', 'dist', 'study.test.support.js');
  const support = (await import(pathToFileURL(module).href)) as Support;
  const folder = mkdtempSync(join(tmpdir(), 'wiretax-report-'));
  try {
    const path = join(folder, 'report.html');
    study ??= support.studyPage();
    writeFileSync(path, await study);
    await work(path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Does some work with the page of the study. */
export function withStudy(
  work: (page: Page, path: string) => Promise<void>,
  options: BrowserContextOptions = {},
): Promise<void> {
  return withBrowser((browser) =>
    withStudyReport((path) => withPage(browser, path, (page) => work(page, path), options)),
  );
}

export const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
};
