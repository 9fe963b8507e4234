import 'reflect-metadata';
import { runRole } from '@lienthong/platform';
import { intakeRole } from './intake-role';

void runRole(intakeRole);
