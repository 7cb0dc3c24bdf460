import { officialTime } from '../sheet/code-words.js';
import type { Note } from '../sheet/table.js';
import type { SealRoom } from './seal.js';
import type { SheetOfPaper } from './sheet-of-paper.js';

/** Who took which step on a paper's matter. */
export interface Signer {
  readonly post: string;
  readonly account: string;
  /** Empty where none is on file. */
  readonly opinion: string;
}

/** What stands on every paper that is sealed, whatever it says. */
export interface Attested {
  readonly no: string;
  /** As it stood at the position the notes name. */
  readonly state: string;
  /** When what it says was recorded, as the log has it. */
  readonly issuedAt: string;
  /** Of the event that it says was written. */
  readonly position: number;
  readonly basis: readonly string[];
  readonly signers: readonly Signer[];
  /** Nothing while no proof can be given. */
  readonly proof: { readonly qr: string; readonly leafHash: string; readonly size: number } | null;
  /** Position of the log and checkpoint it was made from. */
  readonly notes: readonly Note[];
  readonly room: SealRoom;
}

/** At the foot of every page. */
export const footOf = (title: string, { no, position, state }: Attested): string =>
  `${title} ${no}　台账位置 ${position}　状态 ${state}`;

const signed = ({ post, account, opinion }: Signer): string =>
  `${post}　${account}${opinion === '' ? '' : `　${opinion}`}`;

const besideCode = ({ no, position, proof }: Attested): readonly string[] =>
  proof === null
    ? ['暂不能出具台账证明，本件未附二维码。']
    : [
        '扫描二维码，可离线核验本件所载事项已记入台账。',
        `编号：${no}`,
        `台账位置：${position}；检查点大小：${proof.size}`,
        `记录摘要：${proof.leafHash}`,
      ];

/** 依据、办理情况、证明、签章、出处: the end of a paper; `first` numbers its headings on from what came before. */
export const attest = (paper: SheetOfPaper, attested: Attested, first: number): void => {
  const { basis, signers, notes, room, proof } = attested;
  const ordinal = (step: number): string => '一二三四五六七八九十'.charAt(first + step);
  paper.subheading(`${ordinal(0)}、依据`).paragraph(basis.join('；'));
  paper.subheading(`${ordinal(1)}、办理情况`);
  const opinions = signers.some(({ opinion }) => opinion !== '');
  paper.paragraph(signers.map(signed).join(opinions ? '\n' : '　　'));
  paper.signatures(['经办人', '审核人', '批准人']);
  paper.sealed(proof?.qr ?? null, besideCode(attested), room);
  paper.paragraph(notes.map(([name, text]) => `${name}：${officialTime(text)}`).join('　'), { small: true });
};
