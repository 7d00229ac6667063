import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { publishedSchema } from '../check/schema-problems.js';
import { withAxes } from './axis-schema.js';

test('the published schema says of axes what their table says; else run npm run schema', () => {
  const published = publishedSchema();
  assert.equal(published, withAxes(published));
  assert.equal(Object.keys(published.properties), Object.keys(withAxes(published).properties));
});

test.run();
