interface Figure {
  readonly amount: number;
}
const figure: Figure = { amount: 1 };
const aMoment = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

it('expects what is not so', () => {
  expect(figure).toEqual({ amount: 2 });
});
it('throws', () => {
  throw new Error('thrown');
});
it('hangs', () => new Promise(() => undefined), 50);
it('throws beside itself', async () => {
  setTimeout(() => {
    throw new Error('beside');
  });
  await aMoment();
});
it('leaves a rejection to nobody', async () => {
  void Promise.reject(new Error('nobody'));
  await aMoment();
});
describe('where the beginning fails', () => {
  beforeAll(() => {
    throw new Error('beginning');
  });
  it('does not count', () => undefined);
});
describe('where the end fails', () => {
  afterEach(() => {
    throw new Error('end');
  });
  it('does not count', () => undefined);
});
it.skip('is skipped', () => undefined);
it('is so', () => {
  expect(figure).toEqual({ amount: expect.any(Number) });
});
