import { defineAdapter, identity, json, rest, restSettings } from '@lienthong/adapter-sdk';
import { mapping } from './mapping';

const format = json({ items: 'duLieu' });

/** One-stop software that lists whole dossiers by change time over HTTP. */
export const adapter = defineAdapter({
  name: 'onestop-rest',
  about: 'One-stop software with a JSON interface: whole dossiers, listed by the time of their last change.',
  settings: restSettings,
  zone: 'Asia/Ho_Chi_Minh',
  source: rest({
    format,
    items: {
      path: '/api/ho-so',
      since: 'tu',
      size: 'soDong',
      paging: { page: 'trang' },
      changed: 'ngayCapNhat',
    },
    listing: { path: '/api/ho-so/danh-sach', after: 'sau', size: 'soDong', id: 'id' },
    keyHeader: 'x-khoa-api',
    clock: 'date-header',
  }),
  format,
  identity: identity('id'),
  mapping,
});
