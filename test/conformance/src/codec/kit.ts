import assert from 'node:assert/strict';
import type { Codec } from '@wiretax/core';
import { type Case, registerCases } from '../cases.js';
import { contributionOf, type Subject } from '../subject.js';
import { memoryCases } from './memory-cases.js';
import { proportionCases } from './proportion-cases.js';
import { refusalCases } from './refusal-cases.js';
import { leftOutReplySizeCase, roundTripCases } from './round-trip-cases.js';

export type { Subject, TestFunction } from '../subject.js';

export interface CodecSubject extends Subject {
  /**
   * An encoded request that carries data and leaves its reply size out, if the format can say that. No
   * payload encodes to it, so the kit can't make one; without it that obligation isn't examined.
   */
  readonly withoutReplySize?: Uint8Array;
}

const mediaType = /^[a-z0-9!#$&^_.+-]+\/[a-z0-9!#$&^_.+-]+(\s*;\s*[a-z0-9_-]+=("[^"]*"|[^\s;"]+))*$/i;

/** Registers the cases that a codec must pass. */
export function testCodec(subject: CodecSubject): void {
  registerCases(subject, 'codec', cases(subject));
}

function cases(subject: CodecSubject): readonly Case[] {
  const codec = (): Codec => contributionOf(subject, 'codecs');
  const { withoutReplySize } = subject;
  return [
    {
      name: 'is provided by the plugin',
      run: () => {
        codec();
      },
    },
    {
      name: 'its content type is a media type',
      run: () => {
        const { contentType } = codec();
        const meaning = `contentType is ${JSON.stringify(contentType)}; HTTP transports send it as it is`;
        assert.ok(mediaType.test(contentType), `${meaning}, so it must be a media type: application/json`);
      },
    },
    ...roundTripCases(codec),
    ...(withoutReplySize === undefined ? [] : [leftOutReplySizeCase(codec, withoutReplySize)]),
    ...memoryCases(codec),
    ...refusalCases(codec),
    ...proportionCases(codec),
  ];
}
