import type { Place } from './place-form.js';

const county = (code: string, name: string, bureau?: string): Place => ({
  code,
  kind: 'COUNTY',
  name,
  parent: '320500',
  ...(bureau === undefined ? {} : { bureau }),
});
const park = (slug: string, name: string, parent: string): Place => ({
  code: `park-${slug}`,
  kind: 'PARK',
  name,
  parent,
});

/** 苏州市：GB/T 2260 codes of its counties; parks have no such code and carry an id of their own. */
export const SERVED: readonly Place[] = [
  { code: '320000', kind: 'PROVINCE', name: '江苏省', parent: null, bureau: '江苏省生态环境厅' },
  { code: '320500', kind: 'CITY', name: '苏州市', parent: '320000', bureau: '苏州市生态环境局' },
  county('320505', '虎丘区'),
  county('320506', '吴中区'),
  county('320507', '相城区'),
  county('320508', '姑苏区'),
  county('320509', '吴江区', '苏州市吴江生态环境局'),
  county('320581', '常熟市'),
  county('320582', '张家港市'),
  county('320583', '昆山市', '昆山市生态环境局'),
  county('320585', '太仓市'),
  park('sip', '苏州工业园区', '320500'),
  park('kunshan-dev', '昆山经济技术开发区', '320583'),
  park('wujiang-dev', '吴江经济技术开发区', '320509'),
  park('changshu-dev', '常熟经济技术开发区', '320581'),
  park('changshu-hitech', '常熟高新技术产业开发区', '320581'),
  park('zhangjiagang-dev', '张家港经济技术开发区', '320582'),
  park('zhangjiagang-ftz', '张家港保税区', '320582'),
  park('yejin', '江苏省张家港市冶金工业园', '320582'),
  park('taicang-dev', '太仓经济开发区', '320585'),
  park('wuzhong-dev', '吴中经济技术开发区', '320506'),
  park('hushuguan', '浒墅关经济技术开发区', '320505'),
];
