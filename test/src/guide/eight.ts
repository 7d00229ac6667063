import { EventEmitter, on } from 'node:events';
import { type Call, definePlugin } from '@wiretax/core';

function wrap(call: Call): Call {
  const places = new EventEmitter();
  const turns = on(places, 'free');
  for (let place = 0; place < 8; place += 1) places.emit('free');
  return async (client, request, signal) => {
    await turns.next();
    return (async () => call(client, request, signal))().finally(() => places.emit('free'));
  };
}

export default definePlugin({ name: 'eight', api: 1, apply: ({ flows }) => flows.add('eight', { wrap }) });
