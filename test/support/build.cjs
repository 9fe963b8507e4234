/** Builds once before the tests that run what users run: dist/. */
const { spawnSync } = require('node:child_process');
const { join } = require('node:path');

module.exports = () => {
  const cwd = join(__dirname, '..', '..');
  const build = spawnSync('npm', ['run', '-s', 'build'], {
    cwd,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (build.status !== 0) throw new Error('npm run build failed; its output is above.');
};
