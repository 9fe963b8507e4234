import { dossier } from '@lienthong/adapter-sdk';
import { receipt, STATUS } from './parts/receipt';

export const mapping = dossier({ identifiers: [receipt], status: STATUS });
