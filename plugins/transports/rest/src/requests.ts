import { request, type Agent, type ClientRequest, type OutgoingHttpHeaders } from 'node:http';
import { type Endpoint, socketAddress } from '@wiretax/core';

/** Starts a request; the caller ends it. */
export type StartRequest = (method: string, headers?: OutgoingHttpHeaders) => ClientRequest;

/**
 * The options are literals, one for each sort of address. Made by spread, V8 11 (Node 20) keeps later requests alive until a
 * major GC; with `socketPath` present and undefined, a call costs 2 % more.
 */
export function requestsTo(endpoint: Endpoint, path: string, agent: Agent): StartRequest {
  const at = socketAddress(endpoint);
  if ('path' in at) {
    const socketPath = at.path;
    return (method, headers) => request({ socketPath, agent, method, path, headers });
  }
  const { host, port } = at;
  return (method, headers) => request({ host, port, agent, method, path, headers });
}
