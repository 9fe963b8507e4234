/** The names of the language itself; whatever else a process finds in its global object is taken away. */
const LANGUAGE = new Set([
  'globalThis', 'Infinity', 'NaN', 'undefined', 'isFinite', 'isNaN', 'parseFloat', 'parseInt', 'decodeURI', 'decodeURIComponent',
  'encodeURI', 'encodeURIComponent', 'escape', 'unescape', 'Object', 'Function', 'Boolean', 'Symbol', 'Error', 'AggregateError', 'EvalError',
  'RangeError', 'ReferenceError', 'SyntaxError', 'TypeError', 'URIError', 'Number', 'BigInt', 'Math', 'Date', 'String', 'RegExp', 'Array',
  'Int8Array', 'Uint8Array', 'Uint8ClampedArray', 'Int16Array', 'Uint16Array', 'Int32Array', 'Uint32Array', 'BigInt64Array',
  'BigUint64Array', 'Float32Array', 'Float64Array', 'Map', 'Set', 'WeakMap', 'WeakSet', 'ArrayBuffer', 'DataView', 'JSON', 'Promise',
  'Reflect', 'Proxy', 'Intl', 'Iterator',
]); // prettier-ignore

/**
 * Leaves a mapping from outside the language and nothing else: no process, no timer, no socket. What is left cannot be
 * changed. That spares the records after a bad one; what keeps us safe is the confinement of the process.
 */
export function takeGlobalsAway(): void {
  for (const name of Reflect.ownKeys(globalThis)) {
    if (typeof name === 'string' && !LANGUAGE.has(name) && Reflect.deleteProperty(globalThis, name)) continue;
    const { configurable } = Reflect.getOwnPropertyDescriptor(globalThis, name) ?? {};
    if (configurable) Reflect.defineProperty(globalThis, name, { writable: false, configurable: false });
  }
  Object.preventExtensions(globalThis);
}
