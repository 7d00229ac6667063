import { addressText, type Link } from '@wiretax/core';

const options = {
  type: 'object',
  additionalProperties: false,
  properties: {
    host: { type: 'string', minLength: 1, description: 'Where to listen; by default the address of the machine.' },
  },
};

export const link: Link = {
  // Transports run over forms of links, whatever the name: any that takes sockets runs over this one.
  form: 'socket',
  reach: 'network',
  options,
  async endpoint(machine, { fixed, options: given }) {
    const { host = machine.address } = given as { readonly host?: string };
    // The system picks a port where whoever listens can say which it got.
    const [port = 0] = fixed ? await machine.ports(1) : [];
    return { link: '{{name}}', address: addressText({ host, port }) };
  },
};
