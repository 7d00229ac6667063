import { testCodec } from '@wiretax/conformance/codec';
import { test } from 'uvu';
import plugin from './index.js';

testCodec({ test, plugin, name: 'protobuf', withoutReplySize: Uint8Array.of(0x12, 2, 7, 7) });

test.run();
