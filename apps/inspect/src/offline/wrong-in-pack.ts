import { standing, type Finding, type LogStanding, type PackReport } from '#libs/audit';

const placeOf = ({ position, field }: Finding): string =>
  [position === null ? '' : `@${position}`, field ?? ''].filter((part) => part !== '').join(' ');

/** One finding in both languages. */
export const findingWords = (finding: Finding): string =>
  `${finding.code.padEnd(20)} ${placeOf(finding).padEnd(24)} ${finding.zh} / ${finding.en}`;

const VERDICTS = {
  SOUND: '核验通过 / sound',
  BROKEN: '已被改动或损坏 / changed or damaged',
  RULES_BROKEN: '未被改动，但与规则不符 / unchanged, but against the rules',
} as const;

const standingWords = ({ origin, checkpoints, size, witnesses, quorum }: LogStanding): readonly string[] => [
  `检查点 / checkpoints: ${origin} ${checkpoints}, ${size === undefined ? '无 / none' : `@${size}`}`,
  `见证 / witnesses: ${witnesses.length}/${quorum} ${witnesses.map(({ name }) => name).join(', ')}`.trimEnd(),
];

/** A report to read: the verdict first, then what it rests on, then every finding. */
export const reportWords = (report: PackReport): readonly string[] => [
  VERDICTS[report.verdict],
  `事件 / events: ${report.events}`,
  ...(report.decided === null
    ? ['未复核规则 / rules not asked']
    : [
        `复核指令 / commands decided again: ${report.decided.accepted} + ${report.decided.refused} 不予办理 / refused`,
      ]),
  ...standing(report).flatMap(standingWords),
  ...report.logs.map(({ keys }) => `首个密钥 / first key: ${keys[0]?.key ?? ''}`),
  ...[...report.proof, ...report.rules].map(findingWords),
];
