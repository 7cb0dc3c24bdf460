import { textOfPdf } from '../../../../test/support/pdf-text.js';
import { SealDouble } from '../../../../test/support/seal-double.js';
import type { Attested } from './attested.js';
import { depositPaper } from './deposit-paper.js';
import { sealedPaper, SealService, type SealRoom } from './seal.js';
import { voucherPaper } from './voucher-paper.js';

const attested = (room: SealRoom = 'UNSEALED'): Attested => ({
  no: 'PZ-320583-2026-000001',
  state: '有效',
  issuedAt: '2026-04-22T01:00:00Z',
  position: 376,
  basis: ['方案第七条、第八条'],
  signers: [
    { post: '初审', account: 'county-reviewer@320583', opinion: '' },
    { post: '终审', account: 'county-approver@320583', opinion: '同意。' },
  ],
  proof: { qr: 'RP1+PZ+376', leafHash: 'e47b496d66', size: 522 },
  notes: [
    ['台账位置', '522'],
    ['检查点', 'reserve-pool/320000 522 vf47Osow='],
  ],
  room,
});
const voucher = (project: string, room?: SealRoom): Promise<Uint8Array> =>
  voucherPaper({
    ...attested(room),
    issuer: '昆山市储备库',
    validUntil: '2031-04-22',
    project: [['项目名称', project]],
    lines: [
      {
        pollutant: '总氮 TN',
        increment: '2.000000001',
        ratio: '1.1',
        required: '2.200000002',
        granted: '2.000000001',
        retired: '0.200000001',
      },
    ],
    draws: [['昆山市储备库', 'lot-demo-0065', 'TN', '2.200000002', '0.200000001']],
    trades: [],
  });
const line = {
  pollutant: '化学需氧量 COD',
  gross: '90.000000001',
  obligations: '20',
  provincial: '10',
  net: '60.000000001',
  municipal: '18',
  local: '42.000000001',
};

describe('a paper that is signed', () => {
  it('a voucher shows project, multiplication, pools, the retired part, basis, signers and proof', async () => {
    const text = textOfPdf(await voucher('示例芯片封装项目'));
    const said =
      '编号：PZ-320583-2026-000001|示例芯片封装项目|昆山市储备库|lot-demo-0065|2.000000001|×1.1|=2.200000002|0.200000001|' +
      '方案第七条、第八条|初审　county-reviewer@320583|终审　county-approver@320583　同意。|批准人：|凭证状态|有效|' +
      '台账位置：376；检查点大小：522|本件未加盖电子印章，加盖公章后有效。|' +
      '台账位置：522　检查点：reserve-pool/320000 522 vf47Osow=';
    expect(said.split('|').filter((words) => !text.includes(words))).toEqual([]);
  });

  it('a deposit notice shows what was paid, taken and split of each pollutant, area by area', async () => {
    const deposit = {
      ...attested(),
      facts: [['排污单位', '示例钢铁一厂']] as const,
      split: [line],
      areas: [{ name: '昆山市（320583）', split: [{ ...line, local: '12.000000007' }] }],
      pools: [['市级', '苏州市储备库']] as const,
    };
    const text = textOfPdf(await depositPaper({ ...deposit, lotId: 'lot-7' }));
    const said =
      '90.000000001|−20|−10|=60.000000001|18|42.000000001|12.000000007|其中 昆山市（320583）|苏州市储备库|lot-7|' +
      '示例钢铁一厂|排污总量指标入库通知书';
    expect(said.split('|').filter((words) => !text.includes(words))).toEqual([]);
    expect(textOfPdf(await depositPaper({ ...deposit, lotId: null }))).toContain('全部用于抵扣义务');
  });

  it('without a proof says so, and is the same bytes again', async () => {
    const bare = { ...attested(), proof: null, facts: [], split: [line], areas: [], pools: [], lotId: null };
    expect(textOfPdf(await depositPaper(bare))).toContain('暂不能出具台账证明，本件未附二维码。');
    expect(Buffer.from(await voucher('同')).equals(Buffer.from(await voucher('同')))).toBe(true);
  });
});

describe('rare characters', () => {
  /** Of the standard table (通用规范汉字表), rows A to E of the supplements, and two that came later. */
  const KNOWN = '𬭚㛃䶮犇堃喆㵗𫖯𬸪𫟅𨱇𩽾𬱟𡎚𣗋𤩽𥔲𦈡𧿹𨐈𪨶𫄧㙓𰻝';

  it('are embedded and can be searched, beyond the basic plane too', async () => {
    const text = textOfPdf(await voucher(KNOWN)).replaceAll('\n', '');
    expect(Array.from(KNOWN).filter((character) => !text.includes(character))).toEqual([]);
  });

  it('that the typeface lacks stand as their code points', async () => {
    expect(textOfPdf(await voucher('𠮷野\u{10FFFD}家'))).toContain('〔U+20BB7〕野〔U+10FFFD〕家');
  });
});

describe('the electronic seal', () => {
  class Failing extends SealService {
    override seal(): Promise<Uint8Array> {
      return Promise.reject(new Error('印章服务停机'));
    }
  }
  class Forging extends SealService {
    override async seal(paper: Uint8Array): Promise<Uint8Array> {
      const other = Buffer.concat([paper, Buffer.from('seal')]);
      other[other.length >> 1] = (other[other.length >> 1] ?? 0) ^ 1;
      return other;
    }
  }
  class Blank extends SealService {
    override async seal(paper: Uint8Array): Promise<Uint8Array> {
      return paper;
    }
  }
  const made = (room: SealRoom): Promise<Uint8Array> => voucher('同', room);

  it('is set on the very bytes of the paper, which says that it bears one', async () => {
    const { bytes, sealed, trouble } = await sealedPaper(made, new SealDouble());
    expect([sealed, trouble]).toEqual([true, null]);
    const paper = await made('FOR_SEAL');
    expect(Buffer.from(bytes).subarray(0, paper.length).equals(Buffer.from(paper))).toBe(true);
    expect(SealDouble.holds(bytes)).toBe(true);
    expect(textOfPdf(bytes)).toContain('本件加盖电子印章');
    expect(textOfPdf(bytes)).not.toContain('未加盖');
  });

  it('is off without a service', async () => {
    const { bytes, ...rest } = await sealedPaper(made, undefined);
    expect(rest).toEqual({ sealed: false, trouble: null });
    expect(textOfPdf(bytes)).toContain('本件未加盖电子印章');
  });

  it.each([
    ['fails', new Failing(), /停机/],
    ['seals other bytes', new Forging(), /other bytes/],
    ['adds nothing', new Blank(), /other bytes/],
  ])('that %s loses no paper: it goes out whole and says that it bears none', async (_, service, trouble) => {
    const paper = await sealedPaper(made, service);
    expect(paper.sealed).toBe(false);
    expect(paper.trouble).toMatch(trouble);
    expect(Buffer.from(paper.bytes).equals(Buffer.from(await made('UNSEALED')))).toBe(true);
  });
});
