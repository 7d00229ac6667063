import { addressText, type Link } from '@wiretax/core';

/** TCP: over loopback on the coordinator's machine, on others over the network by which they are reached. */
export const tcp: Link = {
  form: 'socket',
  reach: 'network',
  async endpoint(at, { fixed }) {
    const [port = 0] = fixed ? await at.ports(1) : [];
    return { link: 'tcp', address: addressText({ host: at.address, port }) };
  },
};
