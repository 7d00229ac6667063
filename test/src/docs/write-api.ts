import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../test-files.js';
import { apiPages, pageText } from './api-pages.js';

const folder = join(root, 'docs', 'api');
mkdirSync(folder, { recursive: true });
for (const [file, entries] of await apiPages()) writeFileSync(join(folder, file), pageText(entries));
