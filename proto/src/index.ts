import { wiretax } from '#generated/echo.js';

export { PayloadReader } from './reader.js';
export { PayloadWriter } from './writer.js';

/** The generated codec of the one message. Give `decode` a {@link PayloadReader} to get numbers. */
export const Payload = wiretax.v1.Payload;

/** Where `echo.proto` lies, for tools that read it. */
export const echoProto: URL = new URL('../echo.proto', import.meta.url);
