/** The one door into `records.v1`: what is already known is left out, the rest is sealed and appended. */
export * from './joiner';
export * from './known';
export * from './publisher';
