import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { withSamples } from './samples.js';

const collectors = (config: Readonly<Record<string, unknown>>): unknown => withSamples(config)['collectors'];

test('samples: true adds the collector, unless it is listed', () => {
  assert.equal(collectors({ samples: true }), ['usage', 'samples']);
  assert.equal(collectors({ samples: true, collectors: [] }), ['samples']);
  assert.equal(collectors({ samples: true, collectors: 'system' }), ['system', 'samples']);
  assert.equal(collectors({ samples: true, collectors: ['samples'] }), ['samples']);
  const own = [{ use: 'samples', rows: 5 }];
  assert.equal(collectors({ samples: true, collectors: own }), own);
  assert.is(collectors({ samples: false }), undefined);
});

test.run();
