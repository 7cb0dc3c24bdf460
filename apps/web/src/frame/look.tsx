import { App, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import type { ReactNode } from 'react';
import { useLanguage } from '../messages/language.js';

/** A ledger, not a toy: one blue for action, small corners, no animation worth waiting for. */
const THEME = {
  token: {
    colorPrimary: '#1a4f8b',
    colorInfo: '#1a4f8b',
    colorWarning: '#d98e04',
    colorError: '#b3261e',
    colorTextDescription: '#57606a',
    colorTextPlaceholder: '#6e7781',
    borderRadius: 3,
    fontFamily: 'inherit',
    motion: false,
  },
};

/** The page's policy lets in only style sheets with its nonce. */
const nonce = document.querySelector<HTMLElement>('meta[property="csp-nonce"]')?.nonce ?? '';

/** Overlays live in a place of their own; the page beneath is not locked by a style of theirs. */
const overlays = (): HTMLElement => document.getElementById('overlays') ?? document.body;

export const Look = ({ children }: { readonly children: ReactNode }) => {
  const { language } = useLanguage();
  return (
    <ConfigProvider
      locale={language === 'en' ? enUS : zhCN}
      theme={THEME}
      csp={{ nonce }}
      wave={{ disabled: true }}
      button={{ autoInsertSpace: false }}
      getPopupContainer={overlays}
    >
      <App component={false} message={{ getContainer: overlays }}>
        {children}
      </App>
    </ConfigProvider>
  );
};
