import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { goldenFolder, goldenSheets } from './golden-sheets.js';

for (const [file, text] of await goldenSheets()) writeFileSync(join(goldenFolder, file), text);
