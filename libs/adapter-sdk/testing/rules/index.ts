import type { Rule } from '../rule';
import { fields } from './fields';
import { sampleOutcomes } from './samples';
import { settings } from './settings';

/** Every rule, in the order of RULE_CODES. */
export const RULES: readonly Rule[] = [settings, sampleOutcomes, fields];
