import { loadStudy } from '@wiretax/config';
import { definePlugin, formatDuration } from '@wiretax/core';
import { run } from '@wiretax/core/run';
import h2 from './h2.js';

const begun: string[] = [];
const diary = definePlugin({
  name: 'diary',
  api: 2,
  apply: ({ hooks }) => hooks.setup.tap('write', ({ cell }) => begun.push(cell.id)),
});

const study = await loadStudy('smoke', {
  overrides: { transport: ['tcp', 'h2'], concurrency: [1], ceiling: false },
  plugins: [diary, { plugin: h2, entry: import.meta.resolve('./h2.js') }],
});
const { results } = await run({ ...study, out: '.wiretax' });
for (const { cell, calls, response, verdict } of results.rows)
  console.log(`${cell.id}: ${String(calls)} calls, P50 ${formatDuration(response.p50 ?? 0)}, ${verdict}`);
console.log(`in this order: ${begun.join(', ')}`);
