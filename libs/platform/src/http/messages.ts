import type { Wording } from './language.js';

/** 400 for the form of a field, 422 for a well-formed value that cannot be meant. */
interface RuleWording extends Wording {
  readonly status: 400 | 422;
}

const form = (zh: string, en: string): RuleWording => ({ status: 400, zh, en });
const meaning = (zh: string, en: string): RuleWording => ({ status: 422, zh, en });

/**
 * Every rule a field of a request can break. What can be seen from the text alone is form (400): types, patterns,
 * lengths, closed enumerations, unknown fields. What needs knowledge of the world is meaning (422): check digits,
 * dates that no calendar has, pollutants and places that the scheme does not know, one thing listed twice.
 */
export const FIELD_RULES = {
  REQUIRED: form('必填。', 'Required.'),
  UNKNOWN_FIELD: form('没有这个字段。', 'There is no such field.'),
  NOT_TEXT: form('须为字符串。', 'Must be a string.'),
  NOT_BOOLEAN: form('须为 true 或 false。', 'Must be true or false.'),
  NOT_OBJECT: form('须为对象。', 'Must be an object.'),
  NOT_LIST: form('须为数组。', 'Must be an array.'),
  NOT_WHOLE: form('须为整数，{min} 至 {max}。', 'Must be a whole number from {min} to {max}.'),
  NOT_ONE_OF: form('须为以下之一：{allowed}。', 'Must be one of: {allowed}.'),
  TEXT_LENGTH: form('须为 {min} 至 {max} 个字符。', 'Must have {min} to {max} characters.'),
  TEXT_CHARACTERS: form(
    '不得含控制字符、方向控制符或残缺字符。',
    'May not contain control characters, direction overrides or broken characters.',
  ),
  TEXT_BLANK: form('不得只有空白。', 'May not be blank.'),
  TEXT_SPACES: form('首尾不得有空白。', 'May not begin or end with white space.'),
  TEXT_NOT_NFC: form('须为 Unicode NFC 规范形式。', 'Must be in Unicode normal form NFC.'),
  AMOUNT_AS_NUMBER: form(
    '数量须写成字符串，如 "3.26434"；JSON 数字会丢失精度。',
    'An amount is a string such as "3.26434"; a JSON number loses digits.',
  ),
  AMOUNT_FORM: form(
    '须为十进制数量（吨/年），如 "3.26434"，不带符号、指数和前导零。',
    'Must be a decimal amount in t/a such as "3.26434", without sign, exponent or leading zeros.',
  ),
  AMOUNT_NEGATIVE: form('数量不得为负。', 'An amount may not be negative.'),
  AMOUNT_DECIMALS: form('最多九位小数。', 'At most nine decimals.'),
  AMOUNT_TOO_LARGE: form('整数部分最多十二位。', 'At most twelve digits before the point.'),
  DATE_FORM: form('须为 YYYY-MM-DD。', 'Must be YYYY-MM-DD.'),
  MONTH_FORM: form('须为 YYYY-MM。', 'Must be YYYY-MM.'),
  QUARTER_FORM: form('须为季度，如 2026-Q3。', 'Must be a quarter such as 2026-Q3.'),
  INSTANT_FORM: form(
    '须为带时区的 ISO 8601 时刻；URL 中“+”写作 %2B。',
    'Must be an ISO 8601 instant with offset; in a URL write + as %2B.',
  ),
  MOMENT_FORM: form(
    '须为带时区的时刻、日期 YYYY-MM-DD 或 @序号。',
    'Must be an instant with offset, a date YYYY-MM-DD, or @position.',
  ),
  USCC_FORM: form('统一社会信用代码为 18 位数字或大写字母。', 'A USCC has 18 digits or capital letters.'),
  PERMIT_FORM: form('排污许可证编号为 22 位。', 'A permit number has 22 characters.'),
  PROJECT_CODE_FORM: form(
    '项目代码形如 2501-320583-04-01-123456。',
    'A project code looks like 2501-320583-04-01-123456.',
  ),
  INDUSTRY_FORM: form('行业代码形如 C2614。', 'An industry code looks like C2614.'),
  SHA256_FORM: form(
    '须为 64 位小写十六进制 SHA-256。',
    'Must be a SHA-256 in 64 lower-case hexadecimal digits.',
  ),
  ID_FORM: form(
    '编号由字母、数字、点、横线组成，至多 100 位。',
    'An id has letters, digits, dots and dashes, at most 100.',
  ),
  USERNAME_FORM: form(
    '用户名由小写字母、数字、点、横线、下划线和 @ 组成，3 至 64 位。',
    'A user name has 3 to 64 lower-case letters, digits, dots, dashes, underscores and @.',
  ),
  CODE_FORM: form('须为六位数字。', 'Must be six digits.'),
  PHONE_FORM: form('须为电话号码。', 'Must be a telephone number.'),
  ROLES_TOGETHER: meaning(
    '管理员不得兼任其他岗位；岗位不得重复。',
    'An administrator holds no other role; no role twice.',
  ),
  PASSWORD_LENGTH: meaning('口令须为 {min} 至 {max} 个字符。', 'A password has {min} to {max} characters.'),
  PASSWORD_COMMON: meaning('口令过于常见。', 'This password is a common one.'),
  PASSWORD_SAME: meaning('新口令不得与原口令相同。', 'The new password is the old one.'),
  PASSWORD_TELLS: meaning(
    '口令不得以用户名或系统名称为主。',
    'A password may not be little more than the user name or the name of the service.',
  ),
  LIST_SIZE: form('须有 {min} 至 {max} 项。', 'Must have {min} to {max} entries.'),
  DEGREES_FORM: form(
    '须为十进制度数，绝对值不超过 {limit}，如 "120.957700"。',
    'Must be decimal degrees of at most {limit} either way, such as "120.957700".',
  ),
  NOTE_FORM: form('须为签名文本（signed note）。', 'Must be a signed note.'),
  ETAG_FORM: form('须为 "<版本号>"，如 "3"。', 'Must be "<version>", such as "3".'),

  UNKNOWN_POLLUTANT: meaning(
    '没有这种污染物，应为：{allowed}。',
    'Unknown pollutant; the scheme has: {allowed}.',
  ),
  UNKNOWN_PLACE: meaning('没有这个行政区划或园区。', 'There is no such place or park.'),
  UNKNOWN_POOL: meaning('没有这个储备库。', 'There is no such pool.'),
  DATE_IMPOSSIBLE: meaning('日历上没有这一天。', 'The calendar has no such day.'),
  MONTH_IMPOSSIBLE: meaning('一年只有十二个月。', 'A year has twelve months.'),
  INSTANT_IMPOSSIBLE: meaning('没有这个时刻。', 'There is no such moment.'),
  USCC_CHECK: meaning('统一社会信用代码校验位不符。', 'The check character of the USCC is wrong.'),
  PERMIT_CHECK: meaning(
    '排污许可证编号前 18 位不是有效的统一社会信用代码。',
    'The first 18 characters of the permit number are not a valid USCC.',
  ),
  ENDS_BEFORE_START: meaning('截止不得早于起始。', 'The end may not lie before the start.'),
  LIST_REPEATS: meaning('{key} 重复：{value}。', '{key} is repeated: {value}.'),
} as const satisfies Record<string, RuleWording>;
export type FieldRule = keyof typeof FIELD_RULES;

/** Why a body is not taken as JSON. */
export const JSON_FAULTS = {
  EMPTY: { zh: '请求体为空。', en: 'The body is empty.' },
  NOT_UTF8: { zh: '请求体不是 UTF-8。', en: 'The body is not UTF-8.' },
  SYNTAX: { zh: '不符合 JSON 语法。', en: 'It breaks the grammar of JSON.' },
  TOO_DEEP: { zh: '嵌套超过 {max} 层。', en: 'It is nested more than {max} levels deep.' },
  TOO_MANY_VALUES: { zh: '超过 {max} 个值。', en: 'It has more than {max} values.' },
  DUPLICATE_KEY: { zh: '同一对象中键重复。', en: 'An object has the same key twice.' },
  RESERVED_KEY: { zh: '键名为保留名。', en: 'A key is a reserved name.' },
  LONE_SURROGATE: { zh: '字符串含残缺的代理字符。', en: 'A string contains half of a surrogate pair.' },
  NUMBER_RANGE: {
    zh: '数字超出可精确读取的范围。',
    en: 'A number is beyond what can be read as it was sent.',
  },
  UNREADABLE: { zh: '请求无法读取。', en: 'The request could not be read.' },
} as const satisfies Record<string, Wording>;
export type JsonFault = keyof typeof JSON_FAULTS;
