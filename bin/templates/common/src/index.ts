import { definePlugin } from '@wiretax/core';
import { {{kind}} } from './{{kind}}.js';

export default definePlugin({
  name: '{{package}}',
  api: 2,
  apply(bench) {
    bench.{{registry}}.add('{{name}}', {{kind}});
  },
});
