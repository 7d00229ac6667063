import { testReporter } from '@wiretax/conformance/reporter';
import { test } from 'uvu';
import plugin from './index.js';

// Where these tests run in a job of GitHub Actions they must not write into its summary.
delete process.env['GITHUB_STEP_SUMMARY'];

testReporter({ test, plugin, name: 'github' });

test.run();
