import { strict as assert } from 'node:assert';
import { lstat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Evidence, Metric } from '@wiretax/core';
import type { Case } from '../cases.js';
import { type CollectorSubject, gather, type Gathered } from './scene.js';
import { toolCase } from './tool-cases.js';

const units: readonly string[] = ['count', 'ns', 'bytes', 'ratio', 'hz'] satisfies readonly Metric['unit'][];
const kinds: readonly string[] = ['counter', 'gauge'] satisfies readonly Metric['kind'][];

/** What a collector brings back. */
export function evidenceCases(subject: CollectorSubject): readonly Case[] {
  const gathered = (name: string, check: (gathered: Gathered) => void | Promise<void>): Case =>
    toolCase(subject, name, async (scene) => {
      await check(await gather(scene));
    });
  const eachMetric = (name: string, check: (metric: Metric) => void): Case =>
    gathered(name, ({ evidence }) => {
      evidence.metrics.forEach(check);
    });
  return [
    gathered('brings something back', ({ evidence: { metrics, artifacts, notes } }) => {
      const brought = metrics.length + artifacts.length + notes.length > 0;
      assert.ok(brought, 'evidence about a process that worked must hold a metric, an artifact or a note');
    }),
    gathered('metrics have dotted lower-case names, each once', ({ evidence: { metrics } }) => {
      const names = metrics.map(({ name }) => name);
      for (const name of names) {
        assert.match(
          name,
          /^[a-z0-9]+(?:[.\-_][a-z0-9]+)*$/,
          `metric ${JSON.stringify(name)} must be dotted lower case`,
        );
      }
      const twice = names.filter((name, index) => names.indexOf(name) !== index);
      assert.deepEqual(twice, [], 'each metric must be there once');
    }),
    eachMetric('metrics have finite values, and counters none below zero', ({ name, value, kind }) => {
      assert.ok(Number.isFinite(value), `metric ${name} must be a finite number, and is ${String(value)}`);
      assert.ok(
        kind !== 'counter' || value >= 0,
        `counter ${name} must not be below zero, and is ${String(value)}`,
      );
    }),
    eachMetric('metrics have a unit and a kind', ({ name, unit, kind }) => {
      assert.ok(
        units.includes(unit),
        `the unit of ${name} must be one of ${units.join(', ')}, and is ${unit}`,
      );
      assert.ok(
        kinds.includes(kind),
        `the kind of ${name} must be one of ${kinds.join(', ')}, and is ${kind}`,
      );
    }),
    gathered('artifacts are files in its directory, with a media type', ({ evidence, target }) =>
      assertArtifacts(evidence, target.directory),
    ),
    gathered('notes are texts', ({ evidence }) => {
      for (const note of evidence.notes as readonly unknown[]) {
        assert.ok(typeof note === 'string' && note.trim() !== '', 'a note must be a text that is not empty');
      }
    }),
  ];
}

export async function assertArtifacts({ artifacts }: Evidence, directory: string): Promise<void> {
  for (const { file, mediaType } of artifacts) {
    const plain = file === basename(file) && file !== '..' && file !== '.';
    assert.ok(plain, `artifact ${JSON.stringify(file)} must be the name of a file in the target’s directory`);
    const found = await lstat(join(directory, file)).catch(() => undefined);
    assert.ok(found?.isFile() === true, `artifact ${file} must exist in the target’s directory`);
    assert.match(
      mediaType,
      /^[a-z]+\/[\w.+-]+(?:;.*)?$/,
      `artifact ${file} must have a media type, such as text/plain`,
    );
  }
}
