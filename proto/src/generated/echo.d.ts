import * as $protobuf from "protobufjs/minimal.js";
import Long = require("long");

/** Namespace wiretax. */
export namespace wiretax {

    /** Namespace v1. */
    namespace v1 {

        /**
         * Properties of a Payload.
         * @deprecated Use wiretax.v1.Payload.$Properties instead.
         */
        interface IPayload extends wiretax.v1.Payload.$Properties {
        }

        /** Represents a Payload. */
        class Payload {

            /**
             * Constructs a new Payload.
             * @param [properties] Properties to set
             */
            constructor(properties?: wiretax.v1.Payload.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Payload id. */
            id: number;

            /** Payload data. */
            data: Uint8Array;

            /** Payload timestampNs. */
            timestampNs: number;

            /** Payload replySize. */
            replySize?: (number|null);

            /** Payload serviceTimeNs. */
            serviceTimeNs: number;

            /**
             * Encodes the specified Payload message. Does not implicitly {@link wiretax.v1.Payload.verify|verify} messages.
             * @param message Payload message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: wiretax.v1.Payload.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Payload message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {wiretax.v1.Payload & wiretax.v1.Payload.$Shape} Payload
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): wiretax.v1.Payload & wiretax.v1.Payload.$Shape;
        }

        namespace Payload {

            /** Properties of a Payload. */
            interface $Properties {

                /** Payload id */
                id?: (number|null);

                /** Payload data */
                data?: (Uint8Array|null);

                /** Payload timestampNs */
                timestampNs?: (number|null);

                /** Payload replySize */
                replySize?: (number|null);

                /** Payload serviceTimeNs */
                serviceTimeNs?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Payload. */
            type $Shape = wiretax.v1.Payload.$Properties;
        }
    }
}
