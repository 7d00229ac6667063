import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../test-files.js';
import { contractsPage } from './contracts-page.js';

writeFileSync(join(root, 'docs', 'contracts.md'), contractsPage());
