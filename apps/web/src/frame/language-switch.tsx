import { Button } from 'antd';
import { useLanguage } from '../messages/language.js';

export const LanguageSwitch = () => {
  const { language, setLanguage, say } = useLanguage();
  const other = language === 'en' ? 'zh-CN' : 'en';
  return (
    <Button size="small" type="text" lang={other} onClick={() => setLanguage(other)}>
      {say('app.otherLanguage')}
    </Button>
  );
};
