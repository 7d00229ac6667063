import { definePlugin, type Link } from '@wiretax/core';

const endpoint: Link['endpoint'] = async (machine, { fixed }) => {
  const [port = 0] = fixed ? await machine.ports(1) : [];
  return { link: 'apart', address: `127.0.0.2:${String(port)}` };
};
const apart: Link = { form: 'socket', reach: 'machine', endpoint };

export default definePlugin({ name: 'apart', api: 2, apply: ({ links }) => links.add('apart', apart) });
