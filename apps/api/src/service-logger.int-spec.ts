import { jest } from '@jest/globals';
import { ServiceLogger } from './service-logger.js';

describe('the log of the service', () => {
  it('takes an error without a stack, and blackens what is secret in one that has one', () => {
    const written: string[] = [];
    const take = (text: unknown): boolean => {
      written.push(String(text));
      return true;
    };
    const streams = [process.stdout, process.stderr].map((stream) =>
      jest.spyOn(stream, 'write').mockImplementation(take),
    );
    try {
      const logger = new ServiceLogger('error');
      logger.error('the store is away');
      logger.error('it broke', 'Error: authorization: Bearer abc123secret', 'Store');
    } finally {
      streams.forEach((stream) => stream.mockRestore());
    }
    expect(written.join('')).toContain('the store is away');
    expect(written.join('')).not.toContain('abc123secret');
    const utc = /\b(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)\b/.exec(written[0] ?? '')?.[1] ?? '';
    expect(Math.abs(Date.parse(utc) - Date.now())).toBeLessThan(60_000);
  });
});
