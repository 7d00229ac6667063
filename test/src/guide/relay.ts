import { definePlugin, type Command, type Topology } from '@wiretax/core';

const code = `const net = require('net');
const [listen, to] = process.argv.slice(1).map((at) => ({ host: at.split(':')[0], port: at.split(':')[1] }));
const relay = (near) => near.pipe(net.connect(to)).pipe(near).on('error', () => near.destroy());
net.createServer(relay).listen(listen);`;
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
  api: 2,
  apply: ({ topologies }) => topologies.add('relay', relay),
});
