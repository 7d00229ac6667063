import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { publishedSchema } from '@wiretax/config/check/schema-problems.js';
import { withAxes } from '@wiretax/config/read/axis-schema.js';
import { root } from '../test-files.js';

const text = JSON.stringify(withAxes(publishedSchema()), null, 2);
writeFileSync(join(root, 'config', 'wiretax.schema.json'), `${text}\n`);
