import { definePlugin } from '@wiretax/core';
import { {{kind}} } from './{{kind}}.js';

export default definePlugin({
  name: '{{package}}',
  api: 1,
  apply(bench) {
    bench.{{registry}}.add('{{name}}', {{kind}});
  },
});
