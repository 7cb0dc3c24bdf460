import { useNavigate, useSearch } from '@tanstack/react-router';
import { Steps } from 'antd';
import { useState } from 'react';
import { useSay } from '../../messages/language.js';
import { Page } from '../../parts/page.js';
import { ClaimForm } from './claim-form.js';
import { ReductionForm } from './reduction-form.js';

const CLAIM = 3;

/** 新建入库申报: the reduction in three steps, then its claim; which reduction it is stands in the address. */
export const FilingPage = () => {
  const say = useSay();
  const { reduction } = useSearch({ from: '/frame/deposits/new' });
  const navigate = useNavigate({ from: '/deposits/new' });
  const [step, setStep] = useState(0);
  const titles = (['unit', 'lines', 'evidence', 'claim'] as const).map((name) => say(`filing.step.${name}`));
  return (
    <Page title={say('filing.title')} about={say('filing.about')}>
      <Steps
        size="small"
        className="steps"
        current={reduction === undefined ? step : CLAIM}
        items={titles.map((title) => ({ title }))}
      />
      {reduction === undefined ? (
        <ReductionForm
          step={step}
          setStep={setStep}
          filed={(id) => void navigate({ search: { reduction: id }, replace: true })}
        />
      ) : (
        <ClaimForm reductionId={reduction} />
      )}
    </Page>
  );
};
