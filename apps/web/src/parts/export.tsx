import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { readCsv } from '../api/client.js';
import { asOfMoment, useMoment } from '../api/moment.js';
import type { Address, ReadRoute } from '../api/routes.js';
import { useLanguage } from '../messages/language.js';
import { ProblemNotice } from './problem-notice.js';
import { saveFile } from './save-file.js';

interface ExportProps extends Address {
  readonly route: ReadRoute;
  /** Of the file, without its ending. */
  readonly name: string;
}

/** What a list shows, filters and moment included, as a file for a spreadsheet. */
export const Export = ({ route, name, ...asked }: ExportProps) => {
  const { say, language } = useLanguage();
  const address = asOfMoment(route, asked, useMoment());
  const making = useMutation({
    mutationFn: () => readCsv(route, address, language),
    onSuccess: (file) => saveFile(file, `${name}.csv`),
  });
  return (
    <>
      <Button size="small" loading={making.isPending} onClick={() => making.mutate()}>
        {say('word.export')}
      </Button>
      {making.error && <ProblemNotice error={making.error} />}
    </>
  );
};
