import { constant, status, text } from '@lienthong/adapter-sdk';

export const receipt = { scheme: constant('receipt'), value: text('no'), source: constant('ward') };

export const STATUS = status('status', { 1: 'SUBMITTED' }, { unknown: 'park' });
