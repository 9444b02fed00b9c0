import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateOpeningHours } from '../../shared/opening-hours.ts';
import { readOpeningHours } from '../../shared/opening-hours-text.ts';

/** Texts as people write them, and all that they say. */
const EXACT: Record<string, readonly (readonly [text: string, hours: string])[]> = {
  'days by any name': [
    ['周一到周五 9:00-18:00', 'Mo-Fr 09:00-18:00'],
    ['礼拜一至礼拜六 9点到18点', 'Mo-Sa 09:00-18:00'],
    ['星期天 10:00-16:00', 'Su 10:00-16:00'],
    ['周一二三 9:00-18:00', 'Mo-We 09:00-18:00'],
    ['周六日 10:00-18:00', 'Sa,Su 10:00-18:00'],
    ['周六、日 10:00-18:00', 'Sa,Su 10:00-18:00'],
    ['周1-5 9:00-18:00', 'Mo-Fr 09:00-18:00'],
    ['周1至周5 9:00-18:00 周6 10:00-16:00', 'Mo-Fr 09:00-18:00; Sa 10:00-16:00'],
    ['双休日 10:00-16:00，周一至周五 9:00-20:00', 'Mo-Fr 09:00-20:00; Sa,Su 10:00-16:00'],
    ['每周二、四 14:00-17:00', 'Tu,Th 14:00-17:00'],
    ['平日 11:00-21:00 假日 10:00-22:00', 'Mo-Fr 11:00-21:00; Sa,Su,PH 10:00-22:00'],
    ['Mon - Thurs 7:30am - 6pm, Fri 7:30am - 9pm', 'Mo-Th 07:30-18:00; Fr 07:30-21:00'],
    ['Sat/Sun 10-16', 'Sa,Su 10:00-16:00'],
    ['Fri-Mon 10:00-18:00', 'Mo,Fr-Su 10:00-18:00'],
    ['10:00-18:00 (Mon, Wed, Fri), 10:00-20:00 (Tue, Thu)', 'Mo,We,Fr 10:00-18:00; Tu,Th 10:00-20:00'],
  ],
  'times of any kind': [
    ['早上8点半到晚上9点', 'Mo-Su 08:30-21:00'],
    ['早七点半——晚九点半', 'Mo-Su 07:30-21:30'],
    ['七点至二十二点', 'Mo-Su 07:00-22:00'],
    ['上午9:00-12:00，下午2:00-6:00', 'Mo-Su 09:00-12:00,14:00-18:00'],
    ['上午：9:00-12:00 下午：2:00-5:00', 'Mo-Su 09:00-12:00,14:00-17:00'],
    ['下午2点到6点', 'Mo-Su 14:00-18:00'],
    ['早九晚十', 'Mo-Su 09:00-22:00'],
    ['朝九晚五', 'Mo-Su 09:00-17:00'],
    ['早上9点开门，晚上10点打烊', 'Mo-Su 09:00-22:00'],
    ['AM 09:00 - PM 06:00', 'Mo-Su 09:00-18:00'],
    ['Mon-Fri: 0900-1800', 'Mo-Fr 09:00-18:00'],
    ['11.30am - 2.30pm; 6pm - 10.30pm', 'Mo-Su 11:30-14:30,18:00-22:30'],
    ['9 a.m.–noon, 1–5 p.m.', 'Mo-Su 09:00-12:00,13:00-17:00'],
    ['9am–6', 'Mo-Su 09:00-18:00'],
    ['12 noon - 12 midnight', 'Mo-Su 12:00-24:00'],
    ['8:00 至 20:00', 'Mo-Su 08:00-20:00'],
  ],
  'over midnight': [
    ['18:00-翌日2:00', 'Mo-Su 18:00-02:00'],
    ['18:00至第二天凌晨2点', 'Mo-Su 18:00-02:00'],
    ['中午11点-凌晨2点', 'Mo-Su 11:00-02:00'],
    ['早上10点到晚上12点', 'Mo-Su 10:00-24:00'],
    ['每天早上六点至凌晨零点', 'Mo-Su 06:00-24:00'],
    ['6pm-2am', 'Mo-Su 18:00-02:00'],
    ['晚8点到早6点', 'Mo-Su 20:00-06:00'],
    ['10:00—次日2:00（周五、周六至次日4:00）', 'Mo-Th,Su 10:00-02:00; Fr,Sa 10:00-04:00'],
  ],
  'around the clock': [
    ['24小时营业，全年无休', '24/7'],
    ['7x24小时', '24/7'],
    ['24 hrs, 7 days a week', '24/7'],
    ['0:00-24:00', '24/7'],
    ['24/7 except public holidays', '24/7; PH off'],
  ],
  'days off': [
    ['9:00-21:00，周一店休', 'Mo off; Tu-Su 09:00-21:00'],
    ['除周一外，每天10:00-22:00', 'Mo off; Tu-Su 10:00-22:00'],
    ['每天10:00-22:00（周一除外）', 'Mo off; Tu-Su 10:00-22:00'],
    ['周一全天休息，周二至周日10:00-22:00', 'Mo off; Tu-Su 10:00-22:00'],
    ['每周一闭馆，其余时间9:00-17:00', 'Mo off; Tu-Su 09:00-17:00'],
    ['周末休息，9:00-18:00', 'Mo-Fr 09:00-18:00; Sa,Su off'],
    ['Tue-Sun 11:30am-2:30pm, 5:30pm-10pm; closed Mondays', 'Mo off; Tu-Su 11:30-14:30,17:30-22:00'],
    ['Open every day except Tuesdays, 11am–10pm', 'Mo,We-Su 11:00-22:00; Tu off'],
    ['Mon–Fri 9am–6pm, Sat & Sun 10–4pm, closed Sundays', 'Mo-Fr 09:00-18:00; Sa 10:00-16:00; Su off'],
    ['周一至周五：9:00-18:00（午休12:00-13:30）', 'Mo-Fr 09:00-12:00,13:30-18:00'],
    ['Closed', 'off "Closed"'],
    ['门店装修，暂停营业，恢复时间另行通知', 'off "门店装修，暂停营业，恢复时间另行通知"'],
    ['10am - 6pm, Tue - Sun (Closed on Mon)', 'Mo off; Tu-Su 10:00-18:00'],
    ['除周日外 8:00-18:00，周日 9:00-12:00', 'Mo-Sa 08:00-18:00; Su 09:00-12:00'],
    ['Mon-Fri 8:00-17:00 (closed 12:00-13:00)', 'Mo-Fr 08:00-12:00,13:00-17:00'],
    ['上午8:00~11:30 下午1:30~5:00 週日休診', 'Mo-Sa 08:00-11:30,13:30-17:00; Su off'],
  ],
  holidays: [
    ['周一至周五9:00-18:00，节假日休息', 'Mo-Fr 09:00-18:00; PH off'],
    ['周一至周五（法定节假日除外）9:00-17:00', 'Mo-Fr 09:00-17:00; PH off'],
    ['周一闭馆（法定节假日除外），9:00-17:00', 'Mo off; Tu-Su,PH 09:00-17:00'],
    ['10am-6pm daily; closed on Mondays (except public holidays)', 'Mo off; Tu-Su,PH 10:00-18:00'],
    ['9:00-21:00（节假日延长至22:00）', 'Mo-Su 09:00-21:00; PH 09:00-22:00'],
    ['周一至周日 10:00-22:00 法定节假日照常营业', 'Mo-Su 10:00-22:00'],
    ['工作日8:30－17:30', 'Mo-Fr 08:30-17:30; PH off'],
    [
      '周一至五上午9時至下午6時，星期六上午9時至下午1時，星期日及公眾假期休息',
      'Mo-Fr 09:00-18:00; Sa 09:00-13:00; Su,PH off',
    ],
  ],
  'lines, brackets, markup and traditional characters': [
    ['營業時間 週一至週日 上午九時至下午六時', 'Mo-Su 09:00-18:00'],
    ['營業時間：週一至週五 09:00～18:00；週六、週日及國定假日公休', 'Mo-Fr 09:00-18:00; Sa,Su,PH off'],
    [
      '<u>Monday to Friday</u><br /> 8 am to 11 pm<br /> <u>Saturday, Sunday and Public Holidays</u><br /> 9 am to 11 pm',
      'Mo-Fr 08:00-23:00; Sa,Su,PH 09:00-23:00',
    ],
    ['Mon: 9-17, Tue: 9-17, Wed: closed, Thu: 9-20', 'Mo,Tu 09:00-17:00; We off; Th 09:00-20:00'],
    ['周一至周五(9:00-18:00) 周六(9:00-12:00)', 'Mo-Fr 09:00-18:00; Sa 09:00-12:00'],
    ['9am to 6pm Mon-Fri, 10am to 4pm Sat', 'Mo-Fr 09:00-18:00; Sa 10:00-16:00'],
    ['10:00-22:00, Fri & Sat until 23:00', 'Mo-Th,Su 10:00-22:00; Fr,Sa 10:00-23:00'],
  ],
};

describe.each(Object.entries(EXACT))('%s', (_, cases) => {
  it.each(cases)('%s → %s', (text, openingHours) => {
    expect(readOpeningHours(text)).toEqual({ openingHours, result: 'exact' });
  });
});

describe('what the syntax has no word for stays as a note', () => {
  it.each([
    ['周二至周日 9:00-17:00（16:30停止入场），周一闭馆', 'Mo off; Tu-Su 09:00-17:00', '16:30停止入场'],
    ['周一至周日 9:00-21:00 春节休息', 'Mo-Su 09:00-21:00', '春节休息'],
    ['Mon-Fri 9am-6pm; Sun by appointment', 'Mo-Fr 09:00-18:00', 'Sun by appointment'],
    ['9:00-18:00，需提前预约', 'Mo-Su 09:00-18:00', '需提前预约'],
    ['9:00-18:00; closed in August', 'Mo-Su 09:00-18:00', 'closed in August'],
    [
      '上午7時至晚上11時 (定期保養日除外)<br/>定期保養日: 每月第一個星期一上午9時至下午3時',
      'Mo-Su 07:00-23:00',
      '(定期保養日除外)\n定期保養日: 每月第一個星期一上午9時至下午3時',
    ],
  ])('%s', (text, openingHours, note) => {
    expect(readOpeningHours(text)).toEqual({ openingHours, note, result: 'partial' });
  });
});

describe('what may be meant in two ways, or only sometimes, is not read', () => {
  it.each([
    ['two o’clock of which half of the day?', '9:00-12:00，2:00-5:00'],
    ['half past five in the afternoon, or next morning?', '9:00-5:30'],
    ['no clock named at all', '9-5'],
    ['morning or evening?', '8-11pm'],
    ['a season has its own', '夏季 9:00-18:00，冬季 9:00-17:00'],
    ['only in summer', '9:00-18:00（夏季）'],
    ['only in summer', '9am-6pm in summer'],
    ['seasons by month', 'Apr-Oct 9am-6pm; Nov-Mar 10am-4pm'],
    ['two facilities', '7 am to 11 pm daily (G/F)\n7 am to 10 pm daily (Basketball Court, 1/F)'],
    ['the eve of a holiday is nobody’s weekday', '10:00-22:00；周五、六、节前日 10:00-23:00'],
    ['the other days?', '节假日 10:00-18:00'],
    ['four in the afternoon, surely?', '早10点至晚4点'],
    ['delivery is not the shop', '外卖 10:00-22:00'],
    ['until when?', '10:00起'],
    ['since when?', '营业到22:00'],
    ['the other days?', '周一闭馆'],
    ['the hours?', '周一至周五'],
    ['given up, it seems', '10:00-22:00，暂停营业'],
    ['given up until a date', '暂停营业至2026年12月1日'],
    ['a telephone number', '400-820-8820'],
    ['a price', '30-40元'],
    ['no such time', '25:00-26:00'],
    ['no such day', '周八 9:00-18:00'],
  ])('%s %s', (_, text) => {
    expect(readOpeningHours(text)).toEqual({ note: text, result: 'none' });
  });
});

it('a text in the syntax already stays as it is', () => {
  for (const value of [
    'Mo-Fr 09:00-12:00,13:00-18:00; Sa 09:00-13:00; PH off',
    'Apr-Oct Mo-Fr 10:00-18:00',
    '24/7',
  ]) {
    expect(readOpeningHours(value)).toEqual({ openingHours: value, result: 'exact' });
  }
});

it('a long text is not read, and its beginning kept', () => {
  const { result, note } = readOpeningHours(`9:00-18:00 ${'很长'.repeat(2_000)}`);
  expect(result).toBe('none');
  expect(note).toHaveLength(500);
});

it('whatever the text, what is read can be stored, and nothing is thrown', () => {
  const words = fc.constantFrom(
    ...[
      '周一',
      '至',
      '五',
      '、',
      '周末',
      '节假日',
      '9:00',
      '-',
      '21',
      '点',
      '半',
      '晚上',
      '次日',
      '2:00',
      '休息',
      '（',
      '）',
    ],
    ...[
      '，',
      '；',
      '\n',
      'Mon',
      'to',
      'Fri',
      'closed',
      'except',
      '9am',
      'noon',
      '24小时',
      '除',
      '外',
      '延长至',
      '营业',
      '春节',
      '<b>',
      '&#x',
    ],
  );
  const texts = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.array(words, { maxLength: 20 }).map((each) => each.join('')),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const { openingHours, note, result } = readOpeningHours(text);
      if (openingHours !== undefined) expect(validateOpeningHours(openingHours)).toEqual([]);
      expect(result).toBe(openingHours === undefined ? 'none' : note === undefined ? 'exact' : 'partial');
    }),
    { numRuns: 2_000 },
  );
});
