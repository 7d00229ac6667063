import { definePlugin, type Command, type Topology } from '@wiretax/core';

const code = `const [listen, to] = process.argv.slice(1).map((at) => Number(at.split(':').pop()));
const net = require('net');
net.createServer((near) => near.pipe(net.connect(to)).pipe(near).on('error', () => near.destroy())).listen(listen);`;
const command: Command['command'] = ({ listen, endpoint }) => ({
  argv: ['node', '-e', code, listen.address, endpoint('server').address],
});
const relay: Topology = {
  peers: () => [
    { name: 'server', half: 'server', run: { kind: 'ours' }, listens: {} },
    {
      name: 'relay',
      half: 'middle',
      run: { kind: 'command', command, ready: 'port' },
      calls: ['server'],
      listens: {},
    },
    { name: 'client', half: 'client', run: { kind: 'ours' }, calls: ['relay'] },
  ],
};

export default definePlugin({
  name: 'relay',
  api: 1,
  apply: ({ topologies }) => topologies.add('relay', relay),
});
