import { useRouter } from '@tanstack/react-router';
import { Input, type InputRef } from 'antd';
import { useRef } from 'react';
import { useSay } from '../messages/language.js';
import { useShortcut } from '../parts/shortcuts.js';
import { useMay } from '../session/me.js';

interface Found {
  readonly permission: string;
  readonly form: RegExp;
  readonly address: (text: string) => string;
}
const asked = (page: string, name: string) => (text: string) =>
  `${page}?${new URLSearchParams({ [name]: text }).toString()}`;

/** What a number looks like, and which page knows it. */
const NUMBERS: readonly Found[] = [
  { form: /^PZ-/i, permission: 'voucher:read', address: (no) => `/vouchers/${encodeURIComponent(no)}` },
  { form: /^\d{1,9}$/, permission: 'event:read', address: asked('/replay', 'event') },
  {
    form: /^[0-9A-Z]{18}\d{3}[A-Z]$/,
    permission: 'reduction:read',
    address: asked('/reductions', 'permitNo'),
  },
  { form: /^[0-9A-Z]{18}$/, permission: 'trade:read', address: asked('/trades', 'buyerUscc') },
  { form: /^\d{4}-\d{6}-/, permission: 'withdrawal:read', address: asked('/withdrawals', 'projectCode') },
];

/** 全局检索: a voucher, a permit, a USCC, a project code or the position of an event, told by its form. */
export const Search = () => {
  const say = useSay();
  const may = useMay();
  const router = useRouter();
  const box = useRef<InputRef>(null);
  useShortcut('/', say('keys.search'), () => box.current?.focus());
  const find = (typed: string): void => {
    const text = typed.trim();
    const found = NUMBERS.find(({ form, permission }) => form.test(text) && may(permission));
    const address = found?.address(text) ?? asked('/withdrawals', 'projectCode')(text);
    if (text !== '' && may('withdrawal:read')) router.history.push(router.basepath + address);
  };
  if (!may('withdrawal:read')) return null;
  return (
    <Input
      ref={box}
      size="small"
      className="frame-search"
      aria-label={say('keys.search')}
      placeholder={say('search.hint')}
      suffix={<kbd>/</kbd>}
      onPressEnter={({ currentTarget }) => find(currentTarget.value)}
    />
  );
};
