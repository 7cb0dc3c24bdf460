import { ServiceLogger } from './service-logger.js';

/** What a logger writes while something is done with it. */
const written = (work: () => void): readonly string[] => {
  const lines: string[] = [];
  const take = (text: unknown): boolean => {
    lines.push(String(text));
    return true;
  };
  const streams = [process.stdout, process.stderr].map((stream) =>
    jest.spyOn(stream, 'write').mockImplementation(take),
  );
  try {
    work();
  } finally {
    streams.forEach((stream) => stream.mockRestore());
  }
  return lines;
};

describe('the log of the service', () => {
  it('is one JSON object a line where it is asked for, with the trace id in a field and no secret', () => {
    const traceId = 'a'.repeat(32);
    const lines = written(() => {
      const logger = new ServiceLogger('log', 'json');
      logger.log({ method: 'GET', status: 200, traceId }, 'Request');
      logger.error(`${traceId} GET /api/v1/pools`, 'Error: authorization: Bearer abc123secret', 'Http');
    });
    const objects = lines.map((line) => JSON.parse(line) as object);
    expect(lines.every((line) => line.endsWith('}\n') && !line.slice(0, -1).includes('\n'))).toBe(true);
    expect(objects).toMatchObject([
      { level: 'log', context: 'Request', method: 'GET', status: 200, traceId },
      { level: 'error', context: 'Http', traceId, message: expect.stringContaining('GET /api') },
      { level: 'error', stack: expect.stringContaining('Error') },
    ]);
    expect(lines.join('')).not.toContain('abc123secret');
  });

  it('takes an error without a stack, and blackens what is secret in one that has one', () => {
    const lines = written(() => {
      const logger = new ServiceLogger('error');
      logger.error('the store is away');
      logger.error('it broke', 'Error: authorization: Bearer abc123secret', 'Store');
    });
    expect(lines.join('')).toContain('the store is away');
    expect(lines.join('')).not.toContain('abc123secret');
    const utc = /\b(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)\b/.exec(lines[0] ?? '')?.[1] ?? '';
    expect(Math.abs(Date.parse(utc) - Date.now())).toBeLessThan(60_000);
  });
});
