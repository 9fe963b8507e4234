/** All that a mapping from outside finds in `@lienthong/adapter-sdk`: what is needed to map, and no source or link. */
export { dossier } from '../mapping/mapping';
export { refuse } from '../mapping/field';
export { each, given } from '../mapping/shape';
export { text } from '../mapping/text';
export { code, status } from '../mapping/code';
export { day, moment } from '../mapping/moment';
export { name, personalId, phones, vnd } from '../mapping/vietnamese';
export { unit } from '../mapping/unit';
export { amount } from '../mapping/amount';
export { constant, custom } from '../mapping/constant';
export { keyFrom, keyId } from '../mapping/entry-key';
