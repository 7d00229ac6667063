import { Buffer } from 'node:buffer';
import { testCodec } from '@wiretax/conformance/codec';
import { test } from 'uvu';
import plugin from './index.js';

testCodec({ test, plugin, name: 'json', withoutReplySize: Buffer.from('{"id":5,"data":"AQI="}') });

test.run();
