import { entry } from './entry.js';

/** Refusals of the interface: form, sign-in, place, pace. */
export const EDGE_REFUSALS = {
  MALFORMED_JSON: entry(
    400,
    '接口',
    ['请求不是合格的 JSON', '{reason}'],
    ['The request is not proper JSON', '{reason}'],
  ),
  INVALID_FIELD: entry(
    400,
    '接口',
    ['字段不合格', '请求中有不合格或未知的字段，见 errors。'],
    ['Invalid field', 'A field is malformed or unknown; see errors.'],
  ),
  INVALID_MEANING: entry(
    422,
    '接口',
    ['字段含义不成立', '字段格式正确，但含义不成立，见 errors。'],
    ['Impossible field value', 'A field is well formed but cannot be true; see errors.'],
  ),
  UNAUTHENTICATED: entry(
    401,
    '接口',
    ['未登录或登录已失效', '请先登录。'],
    ['Not signed in', 'Sign in first; the token is missing, expired or revoked.'],
  ),
  BAD_CREDENTIALS: entry(
    401,
    '接口',
    ['用户名或口令不正确', '请核对后重试。'],
    ['Wrong user name or password', 'Check both and try again.'],
  ),
  FORBIDDEN_ROLE: entry(
    403,
    '方案第二十二条、第二十三条',
    ['该岗位无权办理此事项', '此事项由 {allowed} 办理。'],
    ['Your role may not do this', 'This act belongs to {allowed}.'],
  ),
  FORBIDDEN_PLACE: entry(
    403,
    '方案第二十三条',
    ['不属于本单位管辖', '{place} 不在您的管辖范围内。'],
    ['Outside your place', '{place} is not within the place you answer for.'],
  ),
  NOT_FOUND: entry(404, '接口', ['未找到', '没有 {subject}。'], ['Not found', 'There is no {subject}.']),
  VERSION_MISMATCH: entry(
    412,
    '接口',
    ['事项已被他人更新', '您看到的是第 {seen} 版，现为第 {current} 版，请刷新后再办。'],
    ['The item has changed', 'You saw version {seen}, it is now {current}; reload and decide again.'],
  ),
  REQUEST_TIMEOUT: entry(
    408,
    '接口',
    ['请求超时', '请求未在时限内发完。'],
    ['Request timed out', 'The request was not sent within the time allowed.'],
  ),
  URL_TOO_LONG: entry(
    414,
    '接口',
    ['网址过长', '网址不得超过 {limit} 个字符。'],
    ['URL too long', 'The URL may not exceed {limit} characters.'],
  ),
  HEADERS_TOO_LARGE: entry(
    431,
    '接口',
    ['请求头过大', '请求头合计不得超过 {limit}。'],
    ['Request headers too large', 'All headers together may not exceed {limit}.'],
  ),
  BODY_TOO_LARGE: entry(
    413,
    '接口',
    ['请求过大', '请求体不得超过 {limit}。'],
    ['Request too large', 'The body may not exceed {limit}.'],
  ),
  UNSUPPORTED_MEDIA_TYPE: entry(
    415,
    '接口',
    ['请求类型不受支持', '请使用 application/json。'],
    ['Unsupported media type', 'Use application/json.'],
  ),
  EXPORT_TOO_LARGE: entry(
    422,
    '接口',
    ['导出行数过多', '符合条件的有 {total} 行，一次最多导出 {most} 行；请缩小查询范围。'],
    ['Too many rows for a file', '{total} rows match, a file holds {most}; narrow the question.'],
  ),
  IDEMPOTENCY_KEY_REQUIRED: entry(
    400,
    '接口',
    ['缺少 Idempotency-Key', '写入请求须带 Idempotency-Key 请求头，1 至 200 个可见字符。'],
    ['Idempotency-Key missing', 'A write needs the header Idempotency-Key, 1 to 200 visible characters.'],
  ),
  IDEMPOTENCY_KEY_REUSED: entry(
    422,
    '接口',
    ['Idempotency-Key 已用于另一请求', '同一个键只能重发同一请求。'],
    ['Idempotency-Key already used', 'The same key may only repeat the same request.'],
  ),
  RATE_LIMITED: entry(
    429,
    '接口',
    ['请求过于频繁', '请稍后再试。'],
    ['Too many requests', 'Try again later.'],
  ),
  LEDGER_BUSY: entry(
    503,
    '接口',
    ['台账繁忙', '排队已满，请按 Retry-After 重试；本次请求未写入。'],
    ['The ledger is busy', 'The queue is full; retry after the time given. Nothing was written.'],
  ),
  LEDGER_UNAVAILABLE: entry(
    503,
    '接口',
    ['台账暂不可用', '存储暂时无法连接，请用同一个 Idempotency-Key 重试。'],
    ['The ledger is unavailable', 'The store cannot be reached; retry with the same Idempotency-Key.'],
  ),
  LEDGER_IN_DOUBT: entry(
    503,
    '接口',
    ['台账停止写入', '台账与已签发的检查点不符：{reason}。查询不受影响，请管理员核查。'],
    [
      'The ledger takes no writes',
      'It does not match a checkpoint it has issued: {reason}. Reads still work.',
    ],
  ),
  PROOF_UNAVAILABLE: entry(
    503,
    '接口',
    ['暂不能出具证明', '{reason}。'],
    ['No proof can be given for now', '{reason}.'],
  ),
  PROJECTION_BEHIND: entry(
    503,
    '接口',
    ['查询库尚未跟上', '查询库在第 {reached} 位，尚未到第 {wanted} 位。'],
    ['The read model is behind', 'It stands at position {reached}, you asked for {wanted}.'],
  ),
  STORAGE_FULL: entry(
    507,
    '接口',
    ['存储空间不足', '数据盘已满，未写入。'],
    ['Storage full', 'The disk is full; nothing was written.'],
  ),
  INTERNAL_ERROR: entry(
    500,
    '接口',
    ['程序错误', '本次请求未写入，请将 traceId 告知管理员。'],
    ['Program error', 'Nothing was written; give the traceId to your administrator.'],
  ),
} as const;
