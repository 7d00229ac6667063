import type { Compared, Sides } from '@wiretax/comparison';
import type { Host } from '@wiretax/core';
import { comparisonPage } from './comparison-page.js';
import { drawnCharts } from './drawn-charts.js';
import { flameSection } from './flame-section.js';

/** Writes a comparison as one page into the folder of the run that is compared, the second. Resolves with its path. */
export async function writePage(host: Host, sides: Sides, compared: Compared): Promise<string> {
  const { charts, chartStyle } = await drawnCharts(sides, compared);
  const page = comparisonPage(sides, compared, {
    charts,
    chartStyle,
    sections: await flameSection(host.files, sides),
  });
  const { directory } = sides.b;
  const file = fileName(sides);
  await host.files.within(directory).write(file, page);
  return `${directory}/${file}`;
}

/** `compare.<run>.html`, or of two cells of one run `compare.<cell>.<cell>.html`. */
function fileName({ a, b, pairs }: Sides): string {
  const [first] = pairs;
  const within = a.directory === b.directory && first !== undefined;
  const names = within
    ? pairs.length === 1
      ? [first.a.cell.id, first.b.cell.id]
      : [first.a.cell.transport.label, first.b.cell.transport.label]
    : [a.manifest.id];
  return `${['compare', ...names]
    .join('.')
    .replaceAll(/[^\w.-]/g, '-')
    .slice(0, 200)}.html`;
}
