import { join } from 'node:path';
import { nodeHost } from '@wiretax/core/run';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { flameGraph } from './graph-page.js';

const browsers = ['chromium', 'chromium-browser', 'google-chrome'];

/** What is in the page after its script and this one have run; undefined where there is no browser. */
async function pageAfter(page: string, script: string): Promise<string | undefined> {
  const host = nodeHost();
  const folder = await host.files.temporaryDirectory();
  const file = join(folder, 'page.html');
  try {
    await host.files.write(file, page.replace('</body>', `<script>${script}</script></body>`));
    for (const browser of browsers) {
      const flags = [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        `--user-data-dir=${join(folder, 'profile')}`,
      ];
      const run = await host
        .run(browser, [...flags, '--window-size=1200,800', '--dump-dom', `file://${file}`], {
          timeoutMs: 60_000,
        })
        .catch(() => undefined);
      if (run !== undefined) return run.stdout;
    }
    return undefined;
  } finally {
    await host.files.remove(folder);
  }
}

const stacks = new Map([
  ['node;uv_run;<b>hot</b> a.js:1_[j]', 75],
  ['node;uv_run;cold b.js:2_[j];inner', 25],
]);

test('draws, searches, zooms by keyboard, and comes back', async () => {
  const script = `
    const results = document.createElement('pre');
    const said = (what) => { results.append(what + ': ' + document.getElementById('matched').value + ' | ' + document.getElementById('status').textContent + '\\n'); };
    const frame = (text) => [...document.querySelectorAll('#graph div')].find((each) => each.textContent.includes(text));
    const press = (target, key) => target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    const search = document.getElementById('search');
    search.value = 'COLD';
    search.dispatchEvent(new Event('input'));
    said('searched');
    press(frame('cold'), 'Enter');
    said('zoomed');
    press(frame('cold'), 'ArrowDown');
    said('moved');
    press(document.body, 'Escape');
    said('back');
    results.append(document.querySelectorAll('#graph div').length + ' frames');
    document.body.append(results);`;
  const shown = await pageAfter(flameGraph({ title: 'Test', stacks, nsPerSample: 1e6 }), script);
  if (shown === undefined) {
    console.log('SKIPPED: no chromium here to draw a flame graph with');
    return;
  }
  assert.match(shown, 'searched: 25.00 % matched');
  assert.match(
    shown,
    'zoomed: 100.00 % matched | cold b.js:2 · JavaScript · other · 25.0 ms · 25.00 % of all',
  );
  assert.match(
    shown,
    'moved: 100.00 % matched | inner · other · 25.0 ms · 25.00 % of all, 100.00 % of cold b.js:2',
  );
  assert.match(shown, 'back:  | all · other · 100 ms · 100.00 % of all');
  assert.match(shown, '6 frames');
  assert.match(shown, '&lt;b&gt;hot&lt;/b&gt; a.js:1</div>');
});

test.run();
