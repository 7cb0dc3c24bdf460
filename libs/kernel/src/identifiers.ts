/** Forms of the numbers that units, permits and projects carry, checked as text without a register behind it. */

const USCC_CHARSET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const USCC_FORM = /^[0-9A-HJ-NPQRTUWXY]{18}$/;

/** The check character for the first 17 characters of a USCC (GB 32100-2015: weights 3^i mod 31). */
export const usccCheckCharacter = (body: string): string => {
  let weight = 1;
  let total = 0;
  for (const character of body.slice(0, 17)) {
    total += USCC_CHARSET.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return USCC_CHARSET[(31 - (total % 31)) % 31] ?? '';
};

/** 统一社会信用代码：18 characters whose last one is the check character. */
export const isUscc = (text: string): boolean =>
  USCC_FORM.test(text) && usccCheckCharacter(text) === text[17];

/** 排污许可证编号 (HJ 608-2017): the holder's USCC, a three-digit sequence and one identifier character. */
export const isPermitNumber = (text: string): boolean =>
  /^.{18}[0-9]{3}[A-Z]$/.test(text) && isUscc(text.slice(0, 18));

/** 投资项目代码：year and month, division code, three classes, serial. */
export const isProjectCode = (text: string): boolean => /^\d{4}-\d{6}-\d{2}-\d{2}-\d{6}$/.test(text);

/** 国民经济行业代码 (GB/T 4754): a category letter and two to four digits; several joined by `+`. */
export const isIndustryCode = (text: string): boolean => /^[A-T]\d{2,4}(\+[A-T]\d{2,4})*$/.test(text);

/** SHA-256 of an evidence file as lower-case hexadecimal. */
export const isSha256 = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);

/** One spelling for comparison: compatibility forms folded (full-width digits), spaces dropped, upper case. */
export const foldSpelling = (text: string): string =>
  text.normalize('NFKC').replace(/\s+/gu, '').toUpperCase();
