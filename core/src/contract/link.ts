import type { Endpoint } from './endpoint.js';
import type { Machine } from './machine.js';
import type { JsonSchema } from './schema.js';

/** `socket`: a stream of the kernel that libraries connect to by address. `process`: both ends live in one process. */
export type LinkForm = 'socket' | 'process';

/** What carries the bytes below a transport. A transport names the forms that it runs over; a link says which one it is. */
export interface Link {
  readonly form: LinkForm;
  /** How far apart its ends may be. A plan that wants more is refused before anything runs. */
  readonly reach: 'process' | 'machine' | 'network';
  /** Schema of the options a user may give beside `use:`. Without it, any option is refused. */
  readonly options?: JsonSchema;
  /**
   * A place to listen on that machine, for one peer of one trial; nothing has to be there yet. Rejects with what is missing.
   * Whoever listens may answer with another address, such as the port that the system picked.
   */
  endpoint(at: Machine, request: EndpointRequest): Promise<Endpoint>;
}

export interface EndpointRequest {
  /** The peer's own on its machine: it exists, is empty, is short enough for the path of a Unix socket, and is removed with what is in it. */
  readonly folder: string;
  /** Whether whoever listens can't say what it got: no port 0 then. */
  readonly fixed: boolean;
  readonly options: Readonly<Record<string, unknown>>;
}
