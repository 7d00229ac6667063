import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import type { Codec } from '@wiretax/core';
import type { Case } from '../cases.js';
import { fullPayload } from './payloads.js';
import { assertPayloadOrRefusal } from './refusal-cases.js';

/** Far above what 200 bytes can justify, far below what a declared length can ask for. */
const mostMemoryBytes = 8 << 20;
/** A linear decoder takes milliseconds for the longest of these; a quadratic one minutes. */
const lengths = [1 << 12, 1 << 14, 1 << 16, 1 << 18, 1 << 20];
const mostCpuMs = 500;

/** Bytes that promise much: time and memory must stay in proportion to what is there. */
export function proportionCases(codec: () => Codec): readonly Case[] {
  return [
    {
      name: 'lengths that are declared and not there allocate nothing',
      run: () => {
        const { encode, decode } = codec();
        const bytes = encode(fullPayload(20));
        for (const declared of declaredLengths()) {
          for (let at = 0; at < bytes.length; at += 1) {
            const hostile = Buffer.concat([
              bytes.subarray(0, at),
              declared,
              bytes.subarray(at + declared.length),
            ]);
            const what = `${declared.toString('hex')} at byte ${String(at)} of a payload`;
            const before = memoryBytes();
            assertPayloadOrRefusal(decode, hostile, what);
            const taken = memoryBytes() - before;
            const megabytes = String(Math.round(taken / 2 ** 20));
            const size = String(hostile.length);
            assert.ok(
              taken < mostMemoryBytes,
              `${what}: decode allocated ${megabytes} MiB for ${size} bytes; check a length before allocating`,
            );
          }
        }
      },
    },
    {
      name: 'runs of one byte and deep nesting are refused or decoded in time proportional to their length',
      run: () => {
        const { decode } = codec();
        for (const { pattern, longest } of hostilePatterns()) {
          for (const length of lengths.filter((one) => one <= longest)) {
            const bytes = Buffer.alloc(length, pattern);
            const what = `${String(length)} bytes of ${shown(pattern)}`;
            const before = process.cpuUsage();
            assertPayloadOrRefusal(decode, bytes, what);
            const { user, system } = process.cpuUsage(before);
            const tookMs = (user + system) / 1000;
            assert.ok(
              tookMs < mostCpuMs,
              `${what}: decode used the CPU for ${String(Math.round(tookMs))} ms; time must be proportional to length`,
            );
          }
        }
      },
    },
  ];
}

/** Lengths from 16 MiB to 2^63 as fixed-width integers of both orders and as variable-length ones. */
function declaredLengths(): Buffer[] {
  return [0x0100_0000, 0x1000_0000, 0x7fff_ffff, 0xffff_ffff].flatMap((length) => {
    const big = Buffer.alloc(4);
    big.writeUInt32BE(length);
    const little = Buffer.from(big).reverse();
    const wide = Buffer.concat([Buffer.alloc(4), big]);
    return [big, little, wide, Buffer.from(wide).reverse(), varint(length)];
  });
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Buffer.from([...bytes, rest]);
    bytes.push((rest % 128) + 128);
  }
}

/** What opens something in a known format, or never ends a number, goes on for 1 MiB; any other byte for 64 KiB. */
function hostilePatterns(): { readonly pattern: string | number; readonly longest: number }[] {
  const texts = ['[', '{"a":', '[{"data":', '<a>', '{"id":1,"id":', '"\\', '\u{10ffff}'];
  const opening = [0x00, 0x0b, 0x12, 0x30, 0x33, 0x80, 0x81, 0x91, 0x9f, 0xc1, 0xff];
  const others = Array.from({ length: 256 }, (_, byte) => byte).filter((byte) => !opening.includes(byte));
  return [
    ...[...texts, ...opening].map((pattern) => ({ pattern, longest: 1 << 20 })),
    ...others.map((pattern) => ({ pattern, longest: 1 << 16 })),
  ];
}

function shown(pattern: string | number): string {
  return typeof pattern === 'string' ? pattern : `0x${pattern.toString(16)}`;
}

function memoryBytes(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
