import { definePlugin } from '@wiretax/core';
import { memory } from './memory.js';
import { tcp } from './tcp.js';
import { unix } from './unix.js';

export default definePlugin({
  name: '@wiretax/plugin-basic-links',
  api: 2,
  apply({ links }) {
    links.add('tcp', tcp);
    links.add('unix', unix);
    links.add('memory', memory);
  },
});
