import type { Place } from './place-form.js';

const county = (code: string, name: string): Place => ({ code, kind: 'COUNTY', name, parent: '330400' });

/** 嘉兴市：GB/T 2260 codes of its counties. Served under the condition `jiaxing`, beside Suzhou across the border. */
export const SERVED: readonly Place[] = [
  { code: '330000', kind: 'PROVINCE', name: '浙江省', parent: null, bureau: '浙江省生态环境厅' },
  { code: '330400', kind: 'CITY', name: '嘉兴市', parent: '330000', bureau: '嘉兴市生态环境局' },
  county('330402', '南湖区'),
  county('330411', '秀洲区'),
  county('330421', '嘉善县'),
  county('330424', '海盐县'),
  county('330481', '海宁市'),
  county('330482', '平湖市'),
  county('330483', '桐乡市'),
];
