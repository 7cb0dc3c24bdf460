const { log } = console;

it('finds nothing of another file', async () => {
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect([process.env['LEFT'], process.uptime() > 0, log.name]).toEqual([undefined, true, 'log']);
});
it('leaves much', () => {
  jest.setTimeout(1);
  jest.spyOn(process, 'uptime').mockReturnValue(-1);
  process.env['LEFT'] = 'yes';
  console.log = () => undefined;
});
