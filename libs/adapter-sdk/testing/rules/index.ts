import type { Rule } from '../rule';
import { deletion } from './deletion';
import { disturbances } from './faults';
import { fields } from './fields';
import { identityRule } from './identity';
import { late } from './late';
import { memory } from './memory';
import { privacy } from './privacy';
import { rate } from './rate';
import { repeat } from './repeat';
import { resume } from './resume';
import { sampleOutcomes } from './samples';
import { settings } from './settings';

/** Every rule, in the order of RULE_CODES. */
export const RULES: readonly Rule[] = [
  settings, sampleOutcomes, fields, identityRule, resume, late, repeat, disturbances, deletion, privacy, memory, rate,
]; // prettier-ignore
