import { lineOfOrigin, SM3_SUFFIX, type LogLine } from '#libs/audit';
import type { Config } from '#libs/platform';
import { nodeCryptography } from '#module/audit';

/** Both logs that an installation can keep. */
export const bothLines = ({ logOrigin }: Pick<Config, 'logOrigin'>): readonly LogLine[] =>
  [logOrigin, `${logOrigin}${SM3_SUFFIX}`].map((origin) => lineOfOrigin(origin, nodeCryptography));

/** The logs it does keep, the foremost first. */
export const linesKept = (config: Pick<Config, 'logOrigin' | 'cryptoSuite'>): readonly LogLine[] => {
  const [sha256, sm3] = bothLines(config);
  const kept = { intl: [sha256], gm: [sm3], dual: [sha256, sm3] }[config.cryptoSuite];
  return kept.filter((line) => line !== undefined);
};
