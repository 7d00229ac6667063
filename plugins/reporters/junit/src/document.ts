import { type Results, visibleLine } from '@wiretax/core';
import { markupText } from '@wiretax/writing';
import { type TestCase, testSuites, type TestSuite } from './cases.js';

/**
 * The checks of a run as JUnit XML, by the schema of Ant's JUnit task (windyroad/JUnit-Schema), which readers of JUnit XML agree on: order
 * of elements, attributes that must be there, times without zone.
 */
export function junitText(results: Results): string {
  const suites = testSuites(results);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites>',
    ...suites.flatMap((suite, index) => suiteLines(suite, index, results)),
    '</testsuites>',
    '',
  ].join('\n');
}

function suiteLines({ name, cases }: TestSuite, id: number, { manifest }: Results): readonly string[] {
  const count = (element: string): string =>
    String(cases.filter(({ result }) => result?.element === element).length);
  const attributes = {
    name: `wiretax.${named(name)}`,
    package: 'wiretax',
    id: String(id),
    timestamp: timestampOf(manifest.startedAt),
    hostname: 'localhost',
    tests: String(cases.length),
    failures: count('failure'),
    errors: count('error'),
    skipped: count('skipped'),
    time: '0',
  };
  return [
    `  <testsuite${text(attributes)}>`,
    '    <properties>',
    `      <property${text({ name: 'run', value: manifest.id })}/>`,
    `      <property${text({ name: 'experiment', value: manifest.experiment.name })}/>`,
    `      <property${text({ name: 'wiretax', value: manifest.wiretax })}/>`,
    '    </properties>',
    ...cases.flatMap((one) => caseLines(one, `wiretax.${named(name)}`)),
    '    <system-out/>',
    '    <system-err/>',
    '  </testsuite>',
  ];
}

function caseLines({ name, result }: TestCase, classname: string): readonly string[] {
  const start = `    <testcase${text({ name: named(name), classname, time: '0' })}`;
  if (result === undefined) return [`${start}/>`];
  const { element, message, details } = result;
  const type = element === 'skipped' ? {} : { type: element === 'failure' ? 'crossed' : 'failed' };
  const inner = details.map((line) => escaped(line)).join('\n');
  return [
    `${start}>`,
    `      <${element}${text({ message, ...type })}>${inner}</${element}>`,
    '    </testcase>',
  ];
}

function text(attributes: Readonly<Record<string, string>>): string {
  return Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escaped(value)}"`)
    .join('');
}

const longest = 2000;

/** Without what XML 1.0 may not hold, such as control characters, on one line. */
function escaped(value: string): string {
  return markupText(visibleLine(value, longest));
}

/** The schema asks for a character at least. */
function named(name: string): string {
  return visibleLine(name) === '' ? 'unnamed' : name;
}

/** In UTC, as the schema allows no zone. What a stored run has there may be any time. */
function timestampOf(startedAt: string): string {
  return new Date(startedAt).toISOString().slice(0, 19);
}
