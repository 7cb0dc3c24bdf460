import { cpus, release, totalmem, type } from 'node:os';

const GIB = 2 ** 30;

/** Where and when a benchmark runs. */
export const machineWords = (): string =>
  [
    `${cpus().length} × ${cpus()[0]?.model.trim()}`,
    `${Math.round(totalmem() / GIB)} GiB`,
    `${type()} ${release()}`,
    `Node ${process.version}`,
  ].join(', ');
export const dateWords = (): string => new Date().toISOString().slice(0, 10);
