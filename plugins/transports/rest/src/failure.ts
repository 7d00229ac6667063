import { Outcome } from '@wiretax/core';

/** Errors as the user of a client sees them: what failed, where, and what to do next. */

/** Statuses by which a server says that it has no room. */
const refusals: readonly number[] = [429, 503];

export function connecting(where: string, error: Error): Error {
  return new Error(`rest could not connect to ${where} (${error.message}); ${remedy(error)}`, {
    cause: error,
  });
}

export function calling(where: string, error: Error): Error {
  return new Error(`rest call to ${where} failed (${error.message}); ${remedy(error)}`, { cause: error });
}

export function closed(where: string): Error {
  return new Error(`rest call to ${where} ended because the client was closed; connect again to call.`);
}

/** An answer that is none. The server's own text says what to do about it. */
export function status(where: string, code: number, body: string): Error {
  const line = body.split('\n', 1)[0]?.trim() ?? '';
  const error = new Error(
    `rest call to ${where} was answered with status ${String(code)}: ${line === '' ? 'no text' : line}`,
  );
  return refusals.includes(code) ? Object.assign(error, { outcome: Outcome.refused }) : error;
}

export function largeRequest(where: string, bytes: number, maxBytes: number): Error {
  const limit = `over the limit of ${String(maxBytes)}`;
  return new Error(
    `rest request to ${where} has ${String(bytes)} bytes, ${limit}; raise the option maxBodyBytes.`,
  );
}

export function largeReply(where: string, maxBytes: number): Error {
  const limit = `over the limit of ${String(maxBytes)} bytes`;
  return new Error(`rest reply from ${where} is ${limit}; raise the option maxBodyBytes.`);
}

export function undecodable(where: string, contentType: string, error: unknown): Error {
  const why = error instanceof Error ? error.message : String(error);
  return new Error(
    `rest reply from ${where} is not a valid ${contentType} message (${why}); use the same codec at both ends.`,
    { cause: error },
  );
}

function remedy(error: Error): string {
  const code = 'code' in error ? String(error.code) : '';
  if (code.startsWith('HPE_')) return 'check that an HTTP/1.1 server listens there.';
  if (code === 'EMFILE' || code === 'ENFILE') return 'raise the limit of open files, or use fewer clients.';
  if (code === 'EADDRNOTAVAIL')
    return 'no local port is free: wait a minute for those in TIME_WAIT, have fewer clients, use link: unix, or widen net.ipv4.ip_local_port_range.';
  if (code === 'EAGAIN') return 'raise net.core.somaxconn, or use fewer clients.';
  return 'check that the server is running.';
}
