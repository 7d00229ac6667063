import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { brokenMessages } from './broken.test.support.js';
import { examineDefect } from './failing-cases.test.support.js';

for (const [defect, ...fails] of brokenMessages) {
  test(`${defect}: fails ${fails.join(' | ')}`, async () => {
    const { failures } = await examineDefect(defect, fails);
    assert.equal([...failures.keys()].sort(), [...fails].sort(), [...failures.values()].join('\n'));
  });
}

test.run();
