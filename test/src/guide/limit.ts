import { definePlugin, type FlowOptions, type Gate } from '@wiretax/core';

const options = {
  type: 'object',
  additionalProperties: false,
  required: ['places'],
  properties: {
    places: { type: 'integer', minimum: 1, description: 'Calls that may be in flight at a time.' },
  },
};

function gate({ options: { places } }: FlowOptions): Gate {
  let free = Number(places);
  return {
    ready: () => (free > 0 ? 0 : Infinity),
    enter: () => void (free -= 1),
    leave: () => void (free += 1),
  };
}

export default definePlugin({
  name: 'limit',
  api: 2,
  apply: ({ flows }) => flows.add('limit', { options, gate }),
});
