import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { WiretaxError } from '../errors.js';

/** Of a socket's path; Node.js cuts longer ones without a word. Linux takes 107, macOS and BSD 103. */
const mostPathBytes = 103;
/** What comes below: `/wiretax-Ab12Cd/` and the name of a socket. */
const spareBytes = 32;

/** The folder for temporary files, or the system's own where paths of sockets in that would be too long. */
export async function socketFolder(temporary: string, system = '/tmp'): Promise<string> {
  const mostBytes = mostPathBytes - spareBytes;
  const isShort = Buffer.byteLength(temporary) <= mostBytes;
  if (isShort) return temporary;
  try {
    await access(system, constants.W_OK | constants.X_OK);
    return system;
  } catch (cause) {
    throw new WiretaxError(
      'E_TEMPORARY',
      `${temporary} is too long for the paths of sockets, and ${system} can't be written; set TMPDIR to a path of at most ${String(mostBytes)} bytes`,
      { cause },
    );
  }
}
