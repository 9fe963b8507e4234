import 'reflect-metadata';
import { runRole } from '@lienthong/platform';
import { normalizerRole } from './normalizer-role';

void runRole(normalizerRole);
