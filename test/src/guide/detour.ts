import { boundEndpoint, type Child, definePlugin, socketAddress } from '@wiretax/core';

/** A program of its own, so that its work is neither the server's nor the coordinator's. */
const proxy = `
  const net = require('node:net');
  const [port, delayMs] = process.argv.slice(1).map(Number);
  const later = (socket) => (bytes) => setTimeout(() => socket.write(bytes), delayMs);
  const server = net.createServer((client) => {
    const server = net.connect(port).on('data', later(client)).on('close', () => client.destroy());
    client.on('data', later(server)).on('close', () => server.destroy()).on('error', () => {});
  });
  server.listen(0, '127.0.0.1', () => console.log(server.address().port));
`;

const settings = {
  type: 'object',
  additionalProperties: false,
  properties: { delayMs: { type: 'integer', minimum: 0, description: 'Added to either direction.' } },
};

export default definePlugin({
  name: 'detour',
  api: 2,
  settings,
  apply({ hooks, host, settings: { delayMs = 0 } }) {
    let child: Child | undefined;
    hooks.setup.tapPromise('start the proxy', async ({ endpoint, route, note }) => {
      const server = endpoint();
      if (server === undefined) return;
      const at = socketAddress(server);
      if ('path' in at) return;
      const started = host.spawn(host.runtime.executable, ['-e', proxy, String(at.port), String(delayMs)]);
      child = started;
      const port = await new Promise<number>((resolve, reject) => {
        started.onStdout((text) => resolve(Number(text)));
        void started.exited.then(() => reject(new Error('the proxy has ended')));
      });
      route(boundEndpoint(server, { port }));
      note(`${String(delayMs)} ms are added to either direction`);
    });
    hooks.teardown.tapPromise('end the proxy', async () => {
      child?.kill('SIGTERM');
      await child?.exited;
    });
  },
});
