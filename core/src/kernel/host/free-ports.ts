import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';

/** The system gives a port again that was just closed, and peers of one trial ask one after the other before any of them listens. */
const mostRemembered = 1024;
const remembered = new Set<string>();

/** TCP ports of an address that nobody listens on, none of which was among the last given. Others may take one before it is used. */
export async function freePorts(address: string, count: number): Promise<readonly number[]> {
  const servers: Server[] = [];
  const ports: number[] = [];
  try {
    while (ports.length < count) {
      const server = createServer();
      servers.push(server);
      server.listen(0, address);
      await once(server, 'listening');
      const { port } = server.address() as AddressInfo;
      if (isNew(`${address} ${String(port)}`)) ports.push(port);
    }
    return ports;
  } finally {
    await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  }
}

function isNew(place: string): boolean {
  if (remembered.has(place)) return false;
  remembered.add(place);
  const [oldest = ''] = remembered;
  if (remembered.size > mostRemembered) remembered.delete(oldest);
  return true;
}
