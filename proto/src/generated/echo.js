/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

// Common aliases
const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError;

// Exported root namespace
const $root = $protobuf.roots["wiretax"] || ($protobuf.roots["wiretax"] = {});

export const wiretax = $root.wiretax = (() => {

    /**
     * Namespace wiretax.
     * @exports wiretax
     * @namespace
     */
    const wiretax = {};

    wiretax.v1 = (function() {

        /**
         * Namespace v1.
         * @memberof wiretax
         * @namespace
         */
        const v1 = {};

        v1.Payload = (function() {

            /**
             * Properties of a Payload.
             * @typedef {Object} wiretax.v1.Payload.$Properties
             * @property {number|null} [id] Payload id
             * @property {Uint8Array|null} [data] Payload data
             * @property {number|null} [timestampNs] Payload timestampNs
             * @property {number|null} [replySize] Payload replySize
             * @property {number|null} [serviceTimeNs] Payload serviceTimeNs
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Payload.
             * @memberof wiretax.v1
             * @interface IPayload
             * @augments wiretax.v1.Payload.$Properties
             * @deprecated Use wiretax.v1.Payload.$Properties instead.
             */

            /**
             * Shape of a Payload.
             * @typedef {wiretax.v1.Payload.$Properties} wiretax.v1.Payload.$Shape
             */

            /**
             * Constructs a new Payload.
             * @memberof wiretax.v1
             * @classdesc Represents a Payload.
             * @constructor
             * @param {wiretax.v1.Payload.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Payload = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Payload id.
             * @member {number} id
             * @memberof wiretax.v1.Payload
             * @instance
             */
            Payload.prototype.id = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Payload data.
             * @member {Uint8Array} data
             * @memberof wiretax.v1.Payload
             * @instance
             */
            Payload.prototype.data = $util.newBuffer([]);

            /**
             * Payload timestampNs.
             * @member {number} timestampNs
             * @memberof wiretax.v1.Payload
             * @instance
             */
            Payload.prototype.timestampNs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Payload replySize.
             * @member {number|null|undefined} replySize
             * @memberof wiretax.v1.Payload
             * @instance
             */
            Payload.prototype.replySize = null;

            /**
             * Payload serviceTimeNs.
             * @member {number} serviceTimeNs
             * @memberof wiretax.v1.Payload
             * @instance
             */
            Payload.prototype.serviceTimeNs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Payload.prototype, "_replySize", {
                get: $util.oneOfGetter($oneOfFields = ["replySize"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Encodes the specified Payload message. Does not implicitly {@link wiretax.v1.Payload.verify|verify} messages.
             * @function encode
             * @memberof wiretax.v1.Payload
             * @static
             * @param {wiretax.v1.Payload.$Properties} message Payload message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Payload.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.id != null && $Object.hasOwnProperty.call(message, "id") && (typeof message.id === "object" ? message.id.low || message.id.high : message.id !== 0))
                    writer.uint32(/* id 1, wireType 1 =*/9).fixed64(message.id);
                if (message.data != null && $Object.hasOwnProperty.call(message, "data") && message.data.length)
                    writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.data);
                if (message.timestampNs != null && $Object.hasOwnProperty.call(message, "timestampNs") && (typeof message.timestampNs === "object" ? message.timestampNs.low || message.timestampNs.high : message.timestampNs !== 0))
                    writer.uint32(/* id 3, wireType 1 =*/25).fixed64(message.timestampNs);
                if (message.replySize != null && $Object.hasOwnProperty.call(message, "replySize"))
                    writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.replySize);
                if (message.serviceTimeNs != null && $Object.hasOwnProperty.call(message, "serviceTimeNs") && (typeof message.serviceTimeNs === "object" ? message.serviceTimeNs.low || message.serviceTimeNs.high : message.serviceTimeNs !== 0))
                    writer.uint32(/* id 5, wireType 1 =*/41).fixed64(message.serviceTimeNs);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Payload message from the specified reader or buffer.
             * @function decode
             * @memberof wiretax.v1.Payload
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {wiretax.v1.Payload & wiretax.v1.Payload.$Shape} Payload
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Payload.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.wiretax.v1.Payload();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 1)
                                break;
                            if (typeof (value = reader.fixed64()) === "object" ? value.low || value.high : value !== 0)
                                message.id = value;
                            else
                                delete message.id;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.data = value;
                            else
                                delete message.data;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 1)
                                break;
                            if (typeof (value = reader.fixed64()) === "object" ? value.low || value.high : value !== 0)
                                message.timestampNs = value;
                            else
                                delete message.timestampNs;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            message.replySize = reader.uint32();
                            message._replySize = "replySize";
                            continue;
                        }
                    case 5: {
                            if (wireType !== 1)
                                break;
                            if (typeof (value = reader.fixed64()) === "object" ? value.low || value.high : value !== 0)
                                message.serviceTimeNs = value;
                            else
                                delete message.serviceTimeNs;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Payload;
        })();

        return v1;
    })();

    return wiretax;
})();

export {
  $root as default
};
