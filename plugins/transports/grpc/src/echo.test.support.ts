import { rigOf } from '@wiretax/conformance/rig';
import { grpc } from './transport.js';

export * from '@wiretax/conformance/rig';
export const { listen, connect, withPair } = rigOf(grpc);
