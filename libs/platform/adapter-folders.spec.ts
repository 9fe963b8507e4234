import { delimiter, join } from 'node:path';
import { adapterFolders } from './adapter-folders';

const own = join(__dirname, '..', 'adapters');

describe(adapterFolders, () => {
  it('are ours, and those of ADAPTER_DIRS as folders from outside', () => {
    expect(adapterFolders({ ADAPTER_DIRS: undefined })).toEqual([own]);
    expect(adapterFolders({ ADAPTER_DIRS: ['/opt/a', '', '/opt/b'].join(delimiter) })).toEqual([
      own,
      { outside: '/opt/a' },
      { outside: '/opt/b' },
    ]);
  });
});
