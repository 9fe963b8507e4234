import 'reflect-metadata';
import { runRole } from '@lienthong/platform';
import { gatewayRole } from './gateway-role';

void runRole(gatewayRole);
