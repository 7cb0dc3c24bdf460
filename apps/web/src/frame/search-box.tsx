import { useNavigate } from '@tanstack/react-router';
import { Input } from 'antd';
import { useSay } from '../messages/language.js';

/** 全局检索: a voucher, a unit, a permit, a project, a lot or an event by its number. */
export const SearchBox = () => {
  const say = useSay();
  const navigate = useNavigate();
  const find = (q: string): void => {
    if (q.trim() !== '') void navigate({ to: '/search', search: { q: q.trim() } });
  };
  return (
    <Input.Search
      id="search"
      size="small"
      className="frame-search"
      aria-label={say('search.box')}
      placeholder={say('search.hint')}
      onSearch={find}
    />
  );
};
