import type { Detector, Trap } from './trap';

/** A name with an ending, as files have it: two papers may well share a name without one. */
const FILE_NAME = /\.[A-Za-z0-9]{2,5}$/;

/**
 * The file of the result is the first file that was handed in: a provincial system sends it to the national portal where
 * there is no result (read in its code).
 */
export const RESULT_IS_INPUT: Trap = {
  code: 'RESULT_IS_INPUT',
  severity: 'WARNING',
  rule: 'the file of the result is the first file that was handed in',
};

/** Compares where the files lie, or else their names. */
export const resultIsInput: Detector = ({ result, components }, report) => {
  if (result === undefined || components === undefined) return;
  const file = components.find((component) => component.file)?.file;
  if (file === undefined) return;
  const { reference = '', name } = result;
  if (reference !== '' && (reference === file.reference || reference === file.hash))
    report(RESULT_IS_INPUT, '/result/reference');
  else if (name !== undefined && name === file.name && FILE_NAME.test(name)) report(RESULT_IS_INPUT, '/result/name');
};
