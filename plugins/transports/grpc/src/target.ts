import { type Endpoint, socketAddress } from '@wiretax/core';

/** The endpoint as grpc-js names it, for `bindAsync` and for a channel; errors show it too. */
export function grpcTarget(endpoint: Endpoint): string {
  return 'path' in socketAddress(endpoint) ? `unix:${endpoint.address}` : endpoint.address;
}
