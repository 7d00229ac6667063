import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../test-files.js';
import { errorsPage } from './errors-page.js';

writeFileSync(join(root, 'docs', 'errors.md'), errorsPage());
