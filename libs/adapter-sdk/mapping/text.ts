import { Refused } from './field';
import { Scalar, type ScalarOptions } from './scalar';

/** A text: trimmed, NFC, otherwise as the source has it. U+0000 and lone surrogates are refused. */
export function text(path: string, options: ScalarOptions = {}): Scalar {
  return new Scalar({ kind: 'text', path, rule: 'text', ...options, convert: clean });
}

/** A text as the contract allows it. */
export function clean(value: string): string | Refused {
  if (!value.isWellFormed() || value.includes('\0')) {
    return new Refused('FORBIDDEN_CHARACTER', 'a text holds neither U+0000 nor lone surrogates');
  }
  return value.normalize('NFC');
}
