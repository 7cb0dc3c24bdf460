import { Button } from 'antd';
import { useSay } from '../messages/language.js';

export const PrintButton = () => {
  const say = useSay();
  return <Button onClick={() => window.print()}>{say('print.print')}</Button>;
};

const SIGNERS = ['print.handled', 'print.reviewed', 'print.approved'] as const;

/** Lines for the hands that sign a sheet; only paper has them. */
export const Signatures = () => {
  const say = useSay();
  return (
    <div className="on-paper signatures">
      {SIGNERS.map((signer) => (
        <span key={signer}>{say(signer)}</span>
      ))}
    </div>
  );
};
