import { useNavigate } from '@tanstack/react-router';
import { Input, type InputRef } from 'antd';
import { useRef } from 'react';
import { useSay } from '../messages/language.js';
import { useShortcut } from '../parts/shortcuts.js';

/** 全局检索: a voucher, a unit, a permit, a project, a lot or an event by its number. */
export const SearchBox = () => {
  const say = useSay();
  const navigate = useNavigate();
  const box = useRef<InputRef>(null);
  useShortcut('/', say('search.box'), () => box.current?.focus());
  const find = (q: string): void => {
    if (q.trim() !== '') void navigate({ to: '/search', search: { q: q.trim() } });
  };
  return (
    <Input.Search
      ref={box}
      id="search"
      size="small"
      className="frame-search"
      aria-label={say('search.box')}
      placeholder={say('search.hint')}
      onSearch={find}
    />
  );
};
