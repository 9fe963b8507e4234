import { globSync, readFileSync } from 'node:fs';
import { join, matchesGlob } from 'node:path';

const REPOSITORY = join(__dirname, '..', '..');
const { compilerOptions } = JSON.parse(readFileSync(join(REPOSITORY, 'nest-cli.json'), 'utf8')) as {
  compilerOptions: { assets: { include: string; outDir: string }[] };
};
const reachDist = (path: string): boolean =>
  compilerOptions.assets.some(({ include, outDir }) => outDir === 'dist' && matchesGlob(path, include));

describe('what is built', () => {
  it('has every adapter that is written as data', () => {
    expect(reachDist('libs/adapters/some-vendor/adapter.yaml')).toBe(true);
    expect(reachDist('libs/adapters/some-vendor/samples/one.in.json')).toBe(false);
    const written = globSync('libs/adapters/*/adapter.yaml', { cwd: REPOSITORY });
    expect(written.filter((path) => !reachDist(path.replaceAll('\\', '/')))).toEqual([]);
  });
});
