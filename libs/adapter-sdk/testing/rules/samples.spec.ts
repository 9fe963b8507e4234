import { join, resolve } from 'node:path';
import { defineAdapter, type Adapter } from '../../adapter';
import { discoverAdapters } from '../../discovery';
import { dossier } from '../../mapping/mapping';
import { moment } from '../../mapping/moment';
import { text } from '../../mapping/text';
import { proveAdapter } from '../prove';

const ADAPTERS = resolve(__dirname, '../../../adapters');
const DELETED = 'samples/deleted.out.json /0/outcome/document';

describe('the rule about samples', () => {
  it('names the path that leads nowhere, and the member that is nearly named so', async () => {
    const good = (await discoverAdapters(ADAPTERS)).get('onestop-rest') as Adapter;
    const { shape, drop, without } = good.mapping;
    const time = (path: string) => moment(path, 'dd/MM/yyyy HH:mm:ss').optional();
    const name = text('canBo/tenn').optional();
    const changes = { returnedAt: time('ngayTrra'), submittedAt: time('somewhere'), handler: { name } };
    const mistaken = dossier({ ...shape, ...changes }, { drop, without });
    const adapter = defineAdapter({ ...good, mapping: mistaken });
    const { rules } = await proveAdapter(adapter, join(ADAPTERS, 'onestop-rest'), { rules: ['SAMPLES'] });
    const told = rules[0]?.faults.map(({ place, what, suggestion }) => `${place}: ${what}: ${suggestion}`) ?? [];
    expect(told).toContain(
      `${DELETED}/returnedAt: the sample says an object, and it becomes nothing from ngayTrra: ` +
        'the item has "ngayTra" there, and no "ngayTrra": is it meant?',
    );
    expect(told).toContain(
      `${DELETED}/handler: the sample says an object, and it becomes nothing from canBo/tenn: ` +
        'the item has "ten" there, and no "tenn": is it meant?',
    );
    expect(told).toContain(
      `${DELETED}/submittedAt: the sample says an object, and it becomes nothing from somewhere: ` +
        'mend the mapping, or --update where the new value is right',
    );
  });
});
