import { describe, expect, it } from 'vitest';
import { invalidPassword, NotAllowed, OutsideLimits, SignInDelayed } from '../../../server/access/errors.ts';
import { CountDiffers, HolidaySetInUse } from '../../../server/catalogue/errors.ts';
import { invalidParameter, problemKinds, TooManyRequests } from '../../../server/errors.ts';
import { PictureDimensions, PictureTooLarge } from '../../../server/media/errors.ts';
import { LastAdmin, NameTaken } from '../../../server/storage/access/errors.ts';
import { invalidSetting, invalidStore, SidTaken } from '../../../server/storage/errors.ts';
import { OpsError } from '../../../web/api/ops.ts';
import { failureText, faultText, problemText } from '../../../web/console/failure-text.ts';
import { problemsInChinese } from '../../../web/locale/console/problem-words.ts';
// All of the service, with every kind of problem it has.
import '../../../server/app.ts';

/** What only programs, maps and the panel meet. */
const NOT_OF_THE_CONSOLE = [
  'CHANGES_GONE',
  'CLIENT_LEFT',
  'INVALID_FILTER',
  'NO_TILE_HERE',
  'TILE_SOURCE_FAILED',
  'TILE_SOURCE_RESTING',
  'UNKNOWN_TILES',
];

const said = (error: Error & { code: string; parameter?: string }) =>
  problemText(
    { code: error.code, detail: error.message, ...(error.parameter ? { parameter: error.parameter } : {}) },
    'zh-CN',
  );

describe('a refusal of the service', () => {
  it('has words in Chinese, whichever of its codes it has', () => {
    const codes = [...problemKinds.keys()].filter((code) => !NOT_OF_THE_CONSOLE.includes(code));
    expect(codes.filter((code) => !(code in problemsInChinese))).toEqual([]);
    expect(codes.length).toBeGreaterThan(60);
  });

  it.each([
    [new SidTaken('BJ-1', '0190'), '编号“BJ-1”已被另一家门店使用。'],
    [new NameTaken('小王'), '已经有叫“小王”的了，请换一个名称。'],
    [new LastAdmin('ops'), '“ops”是最后一个管理员，请先让别人成为管理员。'],
    [new OutsideLimits('示例咖啡'), '门店“示例咖啡”不在你负责的省、市或标签之内。'],
    [new NotAllowed('publish', '小林'), '你的角色不能做这件事，请找管理员。'],
    [new CountDiffers(12, 10), '门店数已从 10 家变成 12 家，请重新查看后再做。'],
    [new HolidaySetInUse('x', 3), '方案还套用在 3 家门店上，请先从门店移除。'],
    [new TooManyRequests(60, 'from this address', 7), '操作太频繁，请 7 秒后再试。'],
    [new SignInDelayed(30), '输错太多次，请 30 秒后再试。'],
    [new PictureTooLarge(10), '图片超过 10 MB。'],
    [new PictureDimensions(40, 40, 80, 50), '图片是 40 × 40 像素；每边至少 80 像素，总共最多 5000 万像素。'],
    [invalidPassword('/password', 'must have at least 10 characters'), '密码至少 10 个字符'],
    [invalidSetting('/numberOfStores', 51, 'must be <= 50'), '设置“列出几家”最大 50；现在是 51'],
    [
      invalidStore('/phones/0', 'abc', 'must hold 3 to 20 digits, with + - ( ) . * # and an extension'),
      '门店不能保存：“电话”要有 3 到 20 位数字，可以带 + - ( ) . * # 和分机号；现在是 "abc"',
    ],
    [
      invalidParameter('/url', 'ftp://x', 'must be an http or https address'),
      '“地址”必须是 http 或 https 开头的完整网址；现在是 "ftp://x"',
    ],
    [
      invalidParameter('q', 'x', 'is a rule that nobody translated'),
      '“q”is a rule that nobody translated；现在是 "x"',
    ],
  ])('%s: is said with what was found', (error, words) => {
    expect(said(error)).toBe(words);
  });

  it('is what the service says where the page is English, or has no words for it', () => {
    const problem = { code: 'SOMETHING_NEW', detail: 'It is new here' };
    expect(problemText(problem, 'zh-CN')).toBe('It is new here');
    expect(problemText({ ...problem, code: 'SESSION_OVER' }, 'en')).toBe('It is new here');
  });

  it('is that nobody answered where nobody did; a fault of the page is none', () => {
    expect(failureText(new OpsError(0, undefined), 'zh-CN')).toContain('服务没有回应');
    expect(() => failureText(new TypeError('x is undefined'), 'zh-CN')).toThrow(TypeError);
  });

  it('stands at its field in the language of the page', () => {
    expect(faultText('must not be blank; got ""', 'zh-CN')).toBe('不能为空白；现在是 ""');
    expect(faultText('is required; got nothing', 'zh-CN')).toBe('必须填写');
    expect(faultText('is required; got nothing', 'en')).toBe('is required; got nothing');
  });
});
