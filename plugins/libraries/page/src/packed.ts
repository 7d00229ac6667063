import { gzipSync } from 'node:zlib';

/** For a `script` element; the page unpacks it when it is asked for. */
export function packed(text: string): string {
  return gzipSync(text, { level: 9 }).toString('base64');
}
