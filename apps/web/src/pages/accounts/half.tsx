import { useWords } from './words.js';

/** The answer to an act that made half a password. */
export interface HalfAnswer {
  readonly firstHalf?: string;
  readonly secondHalf?: string;
}

/** Half of a first password, shown once. */
export const Half = ({ firstHalf, secondHalf }: HalfAnswer) => {
  const words = useWords();
  const half = firstHalf ?? secondHalf;
  if (half === undefined) return null;
  return (
    <div className="done" role="status">
      <strong>{words(firstHalf === undefined ? 'secondHalf' : 'firstHalf')}</strong>{' '}
      <code className="secret">{half}</code>
      <div className="soft">{words('halfHint')}</div>
    </div>
  );
};
