/**
 * 列名：what a member of a record is called in a sheet. Looked for under its whole path first (`project.code`), then
 * under what is left of it without its first names; a name that stands for different things in different lists is
 * listed under its path.
 */
const WORDS = `
accepted=是否受理 accountable=责任人 actions=措施 acts=暂停事项 amount=数量 appliedAt=施行时间
approvalNo=环评批复文号 approvals=环评批复数 approvalsWithoutVoucher=无量审批 approved=批复量
approvedOn=批复日期 approvers=审批岗位 apportionment.percent=分摊百分比 areas=区域 article=依据条款 asOf=生效时点 assessment=年度考核
at=时间 available=可用量 availableAt=可用时点 backDated=是否补记 backDatedReason=补记理由 balances.municipal=市级库结余
balances.local=县级（园区）库结余
backingVoided=来源是否作废 balance=变动后余额 baseline=现有量 baseline.amount=现有量
baseline.basis=现有量依据 baseline.recordNo=现有量文号 basis=依据 basis.policy=依据政策 betterWhen=优劣方向
blocked=受阻原因 bought=买入量 bureau=派驻机构 buyerUscc=受让方信用代码 by=经办人 calendar=日历
cancellations=许可证注销数 cancellationsWithoutFiling=注销后未申报 cancelled=是否已注销
cancelledOn=注销日期 class=类别 closedOn=原台账截止日期 closing=期末余额 closure=办结情况 coBenefitTCO2e=协同减碳量（吨CO₂当量）
code=代码 components.fugitive=无组织排放量 components.organised=有组织排放量 correction=更正
corrections=更正 count=数量 countable=可计入任务量 creditable=可入库量 credited=入库量 creditedOn=入库日期
current=现行值 date=日期 decidedBy=决定人 decision=意见 decisionNo=决定文号 deducted=应扣减量
default=默认值 default.FORM=登记表默认值 default.REPORT=报告书默认值 deposit=入库事项
depositId=入库事项编号 detail=说明 detailed=可查明细 determinationNo=认定文号 difference=差额
differences=差异 displayDecimals=显示小数位 documentNo=文号 drawn=支用量 draws=出库批次 dueOn=截止日期
earmark=专用标记 effectiveFrom=生效时间 effectiveOn=生效日期 effectiveTo=失效时间
eiaApprovalNo=环评批复文号 eiaDocument=环评类型 en=英文 entryNo=原台账序号 evidence=证据 evidence.name=证据名称
evidence.sha256=证据SHA-256 except=除外 excess=超出量 exemptKind=豁免类别 expiresOn=到期日期
facility=减排设施 filedAt=申报时间 filedBy=申报人 filedOn=申报日期 filings=申报
filingsWithoutSource=关停减排无来源 finalTier=终审层级 findingId=线索编号 form=取值形式 form.columns=取值列
form.columns.approver.of=审批岗位取值 form.columns.pollutant.of=污染物取值
form.columns.share.least=比例下限 form.columns.share.most=比例上限 form.distinct=不得重复
form.fields.FORM.least=登记表下限 form.fields.FORM.most=登记表上限 form.fields.REPORT.least=报告书下限
form.fields.REPORT.most=报告书上限 form.of=取值形式 formedOn=形成日期 foundOn=发现日期 from=起始
fundingSource=资金来源 givenUp=已退回凭证数 givenUpLines=退回 granted=核准量 gross=申请入库量 grounds=事由
guide=核算指南 guide.id=核算指南 guide.version=核算指南版本 held=占用量 history=沿革 href=链接 id=编号
importedOn=导入日期 improvement=改善情况 inForce=是否生效 increment=新增排放量 indicator=指标
industry=行业代码 information=知会 inspectionId=核查编号 issued=发证数 issuedAt=发证时间 issuedOn=发证日期
key=政策 kind=类别 knownFrom=知情起 knownTo=知情止 lastYear=上年同期 late=是否逾期 lateReason=逾期说明
least=下限 left=剩余量 level=预警等级 liftOrderNo=解除文号 liftedBy=解除人 liftedFrom=解除时间
givenUpLines.granted=退回核准量 givenUpLines.required=退回所需替代量 givenUpLines.retired=退回退役量
lines=各污染物 list.approvals=环评批复 list.cancellations=许可证注销 list.missing=缺漏 list.registrations=总量平衡登记
reductions.count=减排工程数 IN_HOUSE=用于本企业 POOL=用于入库 PROJECT=用于项目 TASK=用于任务 TRADE=用于交易
listed=两高目录 local=县级（园区）分得量 lotId=批次编号 lotIds=批次编号 lotTotals=批次合计
lots=批次 matched=是否有量 measure=减排措施 measures=措施 medium=要素 missing=缺漏数 monitorable=可监测
month=月份 months=月数 most=上限 movements=变动明细 mrv.countable=可统计 municipal=市级分得量 name=名称
net=净入库量 no=编号 nutrient=氮磷类 obligations=抵扣义务量 occurredAt=生效时间 of=所属
offTarget=未达标月数 onTarget=达标月数 open=未清偿量 opening=期初余额 opinion=意见内容 opinions=意见
orderNo=决定文号 orderedBy=下令人 overdue=是否超期 parent=上级 party=交易方 passed=已通过 path=取得方式
percent=分摊百分比 permit=排污许可 permittedOn=许可日期
permitChangedOn=许可证变更日期 permitManagement=许可管理类别 permitNo=排污许可证编号
permittedLimit=许可排放量 place=属地代码 placeName=属地 places=各地 policies=政策版本
policyVersion=政策版本 pollutant=污染物 pollutants=污染物 pool=储备库 pools=储备库 position=台账位置
positions=台账位置 postDischarge=建成后排放量 price=价款（元） priority.class=优先类别
priorityClass=优先类别 priorityReason=优先理由 project.code=项目代码 project.exemptKind=豁免类别
project.industry=行业代码 project.jointReviewNo=联合评审文号 project.listed=两高目录 project.name=项目名称
project.place=项目属地代码 project.priorityClass=优先类别 project.sei=战略性新兴产业认定文号
project.sei.determinationNo=战略性新兴产业认定文号 project.type=项目性质 project.uscc=建设单位信用代码
projectCode=项目代码 projectName=项目名称 proposedBy=提出人 proposedOn=提出日期 provincial=省级收储量
provincialDocumentNo=省级文号 publishedBy=公布人 quality=环境质量 quality.air=大气环境质量
quality.water=水环境质量 quarter=季度 rank=优先次序 readingId=监测编号 readingIds=监测编号 readings=监测
reason=原因 recordNo=文号 recordedAt=入账时间 recordedBy=记录人 reductionId=减排量编号 reductions=减排量
reference=关联事项 registered=登记量 registrations=平衡登记数 report=报表 reportable=可报告 reports=月报
requestedPools=申请储备库 required=所需替代量 responsible=责任岗位 retired=退役量 reviews=审核意见
reviews.at=审核时间 reviews.by=审核人 reviews.decision=审核意见 roles=岗位 rows=明细 rules=规则核验
rulingNo=裁定文号 sei=战略性新兴产业 sellerPlace=出让方属地代码 sellerUscc=出让方信用代码 severity=严重程度
side=买卖方向 similar=相近申报 since=起始 size=台账大小 sold=卖出量 source=来源 split=分级储备 state=状态
statedIncrement=申报新增量 station=监测点 station.code=监测点编号 station.compared=已比对
station.installed=已安装 station.networked=已联网 station.sampled=质控样合格 status=状态 step=环节
stream=事件流 subject=对象 suspensionId=暂停令编号 tags=标记 target=目标 targets=目标 taskDone=减排任务完成
taskUse=已用于减排任务 termYears=年限 tier=层级 title=标题 to=截止 totals=合计 tradeVouchers=交易凭证
type=类型 unit=单位 unit.name=排污单位 unit.uscc=统一社会信用代码 updatedAt=更新时间 uscc=统一社会信用代码
use=用途 uses.IN_HOUSE=用于本企业 uses.POOL=用于入库 uses.PROJECT=用于项目 uses.TASK=用于任务
uses.TRADE=用于交易 valid=数据有效 validUntil=有效期至 value=数值 value.FORM=登记表取值
value.REPORT=报告书取值 verifiable=可核查 verified=核定量 version=版本 vintage=批次年份 violation=违规类型
voucher.no=凭证编号 voucherNo=凭证编号 vouchers=凭证 withdrawalId=出库事项编号 withdrawals=出库
withdrawn=出库量 workingDaysLeft=剩余工作日 worseThanLastYear=同比变差月数 writtenOff=核销量 year=年度
zh=中文
counts.accountable=问责数 counts.deposits=入库数 counts.found=当年发现问题数
counts.givenUp=已退回凭证数 counts.inspections=检查数 counts.issued=发证数
counts.open=未销号问题数 counts.reductions=减排工程数 counts.voided=视为无效批次数 accountability=问责记录 assessments=年度考核 authority=作出机关
checkpoint=检查点 chosen=抽中 counted=已计入任务量（吨） countedWan=已计入任务量（万吨） decidedOn=决定日期 deposits=入库
facts=事实 file=材料 findings=发现问题 inspections=检查 latitude=纬度 lead=主导方
list.balance=年度平衡 longitude=经度 note=备注 officers=检查人员 planned=计划减排量（吨） plannedBy=计划人
plannedWan=计划减排量（万吨） population=总体数 recordId=记录编号 samples=抽样 sha256=材料SHA-256 steps=八步法
steps.no=步骤 tasks=减排任务 voids=视为无效 wanTonnes=目标量（万吨） obligations.amount=数量
account=账户 act=操作 address=来源地址 again=重复次数 hash=链式散列 method=方式 outcome=结果 purpose=用途 seq=序号
traceId=请求编号 username=用户名 raisedBy=提出人 plannedAt=计划时间 nextStep=下一环节 notes=离线记录
`;

const LABELS: ReadonlyMap<string, string> = new Map(
  WORDS.trim()
    .split(/\s+/)
    .map((entry) => entry.split('=', 2) as [string, string]),
);

/** The Chinese name of a column; its own name where nobody gave it one. */
export const labelOf = (key: string): string => {
  const names = key.split('.');
  for (let start = 0; start < names.length; start += 1) {
    const found = LABELS.get(names.slice(start).join('.'));
    if (found !== undefined) return found;
  }
  return key;
};
