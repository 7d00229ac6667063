import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { complaint } from './npm.js';

const printed = (error: unknown): string => JSON.stringify({ error }, null, 2);

for (const [title, stdout, stderr, expected] of [
  [
    'a package that is not there',
    printed({
      code: 'E404',
      summary: 'Not Found - GET http://x/a',
      detail: "The requested resource 'a@latest' could not be found.\n\nNote",
    }),
    '',
    'the registry has no a@latest; check the name, or give a path as ./NAME',
  ],
  [
    'a version that is not there',
    printed({ code: 'ETARGET', summary: 'No matching version found for a@7.', detail: 'In most' }),
    '',
    'No matching version found for a@7; npm view NAME versions shows what there is',
  ],
  [
    'another failure, after what a script has printed',
    `> building\n${printed({ code: 'ECONNREFUSED', summary: 'request to http://x/a failed', detail: '' })}`,
    '',
    'ECONNREFUSED request to http://x/a failed; mend what it names',
  ],
  [
    'a script that failed',
    printed({ code: 3, summary: 'command failed', detail: '' }),
    'npm error code 3\nnpm error path /x\nnpm error command failed\nnpm error command sh -c exit 3\n',
    'command failed: sh -c exit 3; mend what it names',
  ],
  ['a failure that it only prints', '', 'first\nnpm error the last line\n', 'npm error the last line; mend'],
  ['a failure without a word', '{}', '', 'it does not say why; mend'],
] as const) {
  test(`npm tells of ${title}`, () => {
    const said = complaint(stdout, stderr);
    assert.match(said, expected);
    assert.not.match(said, '\n');
  });
}

test.run();
