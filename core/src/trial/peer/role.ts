import type { Endpoint } from '../../contract/endpoint.js';
import type { RequestName, Requests } from './messages.js';

/** A started peer: the requests it answers, and how to stop it. */
export interface PeerRole {
  readonly endpoint: Endpoint | null;
  readonly answers: Partial<{
    [Name in RequestName]: (ask: Requests[Name]['ask']) => Promise<Requests[Name]['answer']>;
  }>;
  stop(): Promise<void>;
}
