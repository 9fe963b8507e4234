import { windows1252 } from './charset-tables';

const BYTE = /^[\x00-\xff]*$/;
const WINDOWS_SIGN = /[^\x00-\xff]/g;

/**
 * The bytes of text that was read as windows-1252 or Latin-1, whatever it should have been read as; undefined where it
 * holds a character that such a reading never gives.
 */
export function latinBytes(text: string): Buffer | undefined {
  if (BYTE.test(text)) return Buffer.from(text, 'latin1');
  const bytes = text.replace(WINDOWS_SIGN, (sign) => windows1252.encode(sign)?.toString('latin1') ?? sign);
  return BYTE.test(bytes) ? Buffer.from(bytes, 'latin1') : undefined;
}
