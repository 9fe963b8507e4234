import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { samplesOf } from './samples';

describe(samplesOf.name, () => {
  it('finds none in a folder without samples', () => {
    const folder = mkdtempSync(join(tmpdir(), 'lienthong-samples-'));
    try {
      expect(samplesOf(folder)).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
