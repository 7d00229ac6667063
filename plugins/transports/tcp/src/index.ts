import { definePlugin } from '@wiretax/core';
import { tcpTransport } from './transport.js';

export default definePlugin({
  name: '@wiretax/plugin-tcp',
  api: 2,
  apply(bench) {
    const { console } = bench.host;
    bench.transports.add(
      'tcp',
      tcpTransport((line) => {
        console.err(`${line}\n`);
      }),
    );
  },
});
