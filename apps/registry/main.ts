import 'reflect-metadata';
import { runRole } from '@lienthong/platform';
import { registryRole } from './registry-role';

void runRole(registryRole);
