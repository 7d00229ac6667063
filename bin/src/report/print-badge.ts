import type { Host } from '@wiretax/core';
import { findRun, readRun } from '@wiretax/core/record';
import { withThresholds } from '@wiretax/thresholds';
import { nearest } from '@wiretax/config/read/nearest.js';
import { jsonLine } from '@wiretax/writing';
import { badgeOf, type BadgeRequest } from './badge.js';

export interface PrintedBadge extends BadgeRequest {
  /** Id, path or `last`. */
  readonly run: string;
  readonly out: string;
}

/** Prints the badge of a stored run, and nothing else, on standard output. */
export async function printBadge(host: Host, { run, out, ...request }: PrintedBadge): Promise<void> {
  const results = withThresholds(await readRun(host, await findRun(host, run, out, { nearest })));
  host.console.out(`${jsonLine(badgeOf(results, request))}\n`);
}
