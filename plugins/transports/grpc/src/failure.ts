import type { ServiceError, status } from '@grpc/grpc-js';
import { Outcome } from '@wiretax/core';

/** Errors as the user of a client sees them: what failed, where, and what to do next. */

/** The enum of grpc-js, which only a process that uses grpc loads. */
type StatusNames = typeof status;

const REMEDIES: Readonly<Record<string, string>> = {
  UNAVAILABLE: 'check that the server is running',
  RESOURCE_EXHAUSTED: 'raise the option maxMessageBytes',
  UNIMPLEMENTED: 'check that the server has this method',
  INVALID_ARGUMENT: 'use the same codec at both ends',
};
const OTHER_REMEDY = 'check the log of the server, and that both ends use the same codec';

export function calling(target: string, names: StatusNames, error: ServiceError | null): Error {
  const status = names[error?.code ?? names.UNKNOWN];
  const details = error?.details ?? 'no reply';
  const remedy = REMEDIES[status] ?? OTHER_REMEDY;
  const text = `grpc call to ${target} failed with ${status} (${details}); ${remedy}.`;
  const failed = new Error(text, { cause: error });
  return status === 'RESOURCE_EXHAUSTED' ? Object.assign(failed, { outcome: Outcome.refused }) : failed;
}

export function connecting(target: string, error: Error): Error {
  const remedy = error.message.includes('EADDRNOTAVAIL')
    ? 'no local port is free: wait a minute for those in TIME_WAIT, have fewer channels, use link: unix, or widen net.ipv4.ip_local_port_range'
    : 'check that a gRPC server listens there';
  return new Error(`grpc could not connect to ${target} (${error.message}); ${remedy}.`, { cause: error });
}

export function closed(target: string): Error {
  return new Error(`grpc call to ${target} ended because the client was closed; connect again to call.`);
}
