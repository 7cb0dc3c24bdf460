import { speaking } from '../../messages/language.js';

export const useWords = speaking({
  title: { zh: '我的账户', en: 'My account' },
  about: {
    zh: '岗位、口令、动态口令，以及在别处的登录。',
    en: 'Post, password, second factor, and where else you are signed in.',
  },
  facts: { zh: '账户', en: 'Account' },
  password: { zh: '修改口令', en: 'Change the password' },
  passwordHint: {
    zh: '8 至 128 个字符，不限种类；不能是常见口令、用户名或原口令。修改后其他登录全部结束。',
    en: '8 to 128 characters of any kind; not a common one, the user name or the old one. Other sign-ins end.',
  },
  current: { zh: '现口令', en: 'Current password' },
  next: { zh: '新口令', en: 'New password' },
  again: { zh: '再输一次新口令', en: 'New password again' },
  differs: { zh: '两次输入的新口令不同', en: 'The two are not the same' },
  short: { zh: '至少 8 个字符', en: 'At least 8 characters' },
  change: { zh: '修改口令', en: 'Change it' },
  changed: { zh: '口令已修改，其他登录已结束。', en: 'Changed; all other sign-ins have ended.' },
  factor: { zh: '动态口令', en: 'Second factor' },
  factorHint: {
    zh: '用验证器应用扫码或输入密钥，再填它显示的六位数字。此后登录须输入动态口令。',
    en: 'Scan with an authenticator app or type the secret, then enter its six digits. Sign-in then asks for them.',
  },
  enrol: { zh: '开始设置', en: 'Set it up' },
  secret: { zh: '密钥', en: 'Secret' },
  qr: { zh: '供验证器应用扫描的二维码', en: 'QR code for the authenticator app' },
  code: { zh: '六位数字', en: 'Six digits' },
  confirm: { zh: '确认', en: 'Confirm' },
  confirmed: { zh: '动态口令已启用。', en: 'The second factor is set up.' },
  sessions: { zh: '登录', en: 'Sign-ins' },
  everywhere: { zh: '退出全部登录', en: 'Sign out everywhere' },
  everywhereAsk: {
    zh: '所有设备上的登录立即结束，包括这里。',
    en: 'Every sign-in ends at once, this one too.',
  },
  person: { zh: '关于您，保存了什么', en: 'What is kept about you' },
  name: { zh: '姓名', en: 'Name' },
  phone: { zh: '电话', en: 'Phone' },
  notKept: { zh: '未登记', en: 'not recorded' },
  unmask: { zh: '显示全部', en: 'Show in full' },
  mask: { zh: '隐去', en: 'Mask' },
  keptPerson: {
    zh: '姓名与电话加密存放，只有本地系统管理员看得到全部，其他管理员看到的是上面隐去后的样子；更正或删除请找系统管理员。',
    en: 'Name and phone, encrypted: the system administrator sees and corrects them, others see them masked.',
  },
  keptSessions: {
    zh: '登录：时间、方式、最近使用时间，见下表；口令只存散列值，不能还原。',
    en: 'Sign-ins: when, how and last use, listed below; of the password only a hash that nobody can turn back.',
  },
  keptLog: {
    zh: '访问日志：登录、导出与被拒的请求，记账户编号与来源地址，不记姓名。',
    en: 'The access log: sign-ins, exports and refused requests, by account and address, never by name.',
  },
  keptEvents: {
    zh: '台账：您办理的每件事记账户编号，依法不能改、不能删。',
    en: 'The ledger: everything you did, by account; by law it can be neither changed nor deleted.',
  },
  keptHere: {
    zh: '本浏览器：语言与未提交的草稿；退出登录时草稿清除。',
    en: 'This browser: your language and drafts; signing out clears the drafts.',
  },
  setup: { zh: '使用前先完成设置', en: 'Before you begin' },
  setupAbout: {
    zh: '管理员发放的口令须先更换；管理员岗位须启用动态口令。',
    en: 'A password given by administrators has to be changed; some posts need a second factor.',
  },
  step: { zh: '还有 {count} 步', en: '{count} to do' },
});
