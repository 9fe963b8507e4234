import { onceRegistered } from './once-registered';

describe(onceRegistered.name, () => {
  it('waits for a register that is behind the list', async () => {
    const answers = [undefined, undefined, 'here'];
    await expect(onceRegistered(() => Promise.resolve(answers.shift()))).resolves.toBe('here');
  });

  it('gives up after about a second', async () => {
    const begunMs = Date.now();
    await expect(onceRegistered(() => Promise.resolve(undefined))).resolves.toBeUndefined();
    expect(Date.now() - begunMs).toBeGreaterThanOrEqual(1000);
  });

  it('passes a fault on', async () => {
    await expect(onceRegistered(() => Promise.reject(new Error('away')))).rejects.toThrow('away');
  });
});
