/** Why a file is not taken, in Chinese and English: said to whoever sent it, so without anything of ours in it. */
export const FILE_FAULTS = {
  NOT_A_SHEET: ['不是 xlsx 或 CSV 文件', 'It is neither an xlsx nor a CSV file'],
  ENCRYPTED: [
    '文件已加密或为旧版 xls，请另存为不加密的 xlsx',
    'It is encrypted or an old xls; save it as a plain xlsx',
  ],
  MACROS: ['文件带有宏，请另存为不带宏的 xlsx', 'It contains macros; save it as xlsx without them'],
  EXTERNAL_LINKS: ['文件引用了外部文件，请断开链接后再传', 'It links to other files; break the links first'],
  BAD_PATH: ['文件内有越界路径', 'It contains a path that leads out of it'],
  TOO_MANY_PARTS: ['文件内的部件过多', 'It contains too many parts'],
  TOO_LARGE: ['文件展开后过大', 'It is too large when unpacked'],
  COMPRESSED_TOO_MUCH: ['文件压缩比异常', 'It is compressed beyond reason'],
  ENTITIES: ['文件内含实体声明', 'It declares entities'],
  DAMAGED: ['文件已损坏', 'It is damaged'],
  TOO_MANY_ROWS: ['行数或列数过多', 'It has too many rows or columns'],
  TOO_SLOW: ['文件过于复杂，未能在时限内读完', 'It is too complex to be read in time'],
  NO_HEADER: ['未找到表头，请使用模板', 'No header was found; use the template'],
} as const satisfies Record<string, readonly [zh: string, en: string]>;
export type FileFault = keyof typeof FILE_FAULTS;

/** A file is not taken at all. */
export class RefusedFile extends Error {
  override readonly name = 'RefusedFile';

  constructor(readonly fault: FileFault) {
    super(FILE_FAULTS[fault][1]);
  }
}
