// The words of a report about a store: they come with its form.
import type { Language } from '../../shared/language.ts';
import type { ReportReason } from '../../shared/report.ts';

const chinese = {
  what: '哪里不对？',
  reasons: {
    address: '地址不对',
    phone: '电话不对',
    hours: '营业时间不对',
    closed: '已关店',
    position: '位置不对',
    other: '其他',
  } satisfies Record<ReportReason, string>,
  note: '补充一句（可不填）',
  sending: '正在告诉运营…',
  thanks: '谢谢，运营会去核对。',
  failed: '没有发出去，请再点一次。',
  tooMany: '刚才报得太多了，请过一分钟再试。',
};
type ReportWords = typeof chinese;
const english: ReportWords = {
  what: 'What is wrong?',
  reasons: {
    address: 'Address',
    phone: 'Phone number',
    hours: 'Opening hours',
    closed: 'It has closed',
    position: 'Place on the map',
    other: 'Something else',
  },
  note: 'In a few words (optional)',
  sending: 'Telling the people who keep the stores…',
  thanks: 'Thank you, somebody will check.',
  failed: 'It was not sent; please click again.',
  tooMany: 'Too many reports just now; please try again in a minute.',
};

export const reportWords: Readonly<Record<Language, ReportWords>> = { 'zh-CN': chinese, en: english };
