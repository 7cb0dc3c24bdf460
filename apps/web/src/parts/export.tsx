import { useMutation } from '@tanstack/react-query';
import { Button, Input, Popover } from 'antd';
import { useState } from 'react';
import { readFile, type FileKind } from '../api/client.js';
import { asOfMoment, useMoment } from '../api/moment.js';
import type { Address, ReadRoute } from '../api/routes.js';
import { useLanguage } from '../messages/language.js';
import { ProblemNotice } from './problem-notice.js';
import { saveFile } from './save-file.js';

interface ExportProps extends Address {
  readonly route: ReadRoute;
  /** Of the file, without its ending. */
  readonly name: string;
  /** What the route can be had as; a list is a workbook or CSV, with all its rows. */
  readonly kinds?: readonly FileKind[];
}

const LIST_KINDS: readonly FileKind[] = ['xlsx', 'csv'];

const useFile = ({ route, name, kinds, ...asked }: ExportProps) => {
  const { language } = useLanguage();
  const { query, ...address } = asOfMoment(route, asked, useMoment());
  const all = kinds === undefined ? { whole: 'true' } : {};
  return useMutation({
    mutationFn: async ({ kind, purpose }: { readonly kind: FileKind; readonly purpose: string }) => {
      const file = await readFile(
        route,
        { ...address, query: { ...query, ...all, purpose } },
        { language, kind },
      );
      if (file !== undefined) saveFile(file, `${name}.${kind}`);
    },
  });
};

const Choice = ({ done, ...props }: ExportProps & { readonly done: () => void }) => {
  const { say } = useLanguage();
  const [purpose, setPurpose] = useState('');
  const making = useFile(props);
  const make = (kind: FileKind): void =>
    making.mutate({ kind, purpose: purpose.trim() }, { onSuccess: done });
  return (
    <div className="export">
      <label>
        {say('export.purpose')}
        <Input
          autoFocus
          value={purpose}
          maxLength={200}
          placeholder={say('export.example')}
          onChange={({ target }) => setPurpose(target.value)}
        />
      </label>
      <p className="soft">{say('export.about')}</p>
      {making.error && <ProblemNotice error={making.error} />}
      <div className="decisions">
        {(props.kinds ?? LIST_KINDS).map((kind, index) => (
          <Button
            key={kind}
            type={index === 0 ? 'primary' : 'default'}
            loading={making.isPending && making.variables.kind === kind}
            onClick={() => make(kind)}
          >
            {kind.toUpperCase()}
          </Button>
        ))}
      </div>
    </div>
  );
};

/** What a table shows, filters and moment included, as a file; what it is for goes into the access log. */
export const Export = (props: ExportProps) => {
  const { say } = useLanguage();
  const [open, setOpen] = useState(false);
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      open={open}
      onOpenChange={setOpen}
      destroyOnHidden
      content={<Choice {...props} done={() => setOpen(false)} />}
    >
      <Button size="small" className="export-button" aria-haspopup="dialog" aria-expanded={open}>
        {say('word.export')}
      </Button>
    </Popover>
  );
};
