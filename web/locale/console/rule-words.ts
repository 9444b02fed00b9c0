// The rules that values break, as the service says them in English, in Chinese: of schemas, and of stores.

/** The rule is read by the pattern; what its groups found is said with it. */
const rules: readonly (readonly [pattern: RegExp, words: (...found: string[]) => string])[] = [
  [/^is required(?:, in degrees)?$/, () => '必须填写'],
  [/^must not be blank$/, () => '不能为空白'],
  [/^must not have fewer than 1 (?:characters|items)$/i, () => '不能为空'],
  [/^must not have fewer than (\d+) (characters|items)$/i, (least, what) => `至少 ${least} ${unit(what)}`],
  [/^must not have more than (\d+) (characters|items)$/i, (most, what) => `最多 ${most} ${unit(what)}`],
  [/^must not have duplicate items$/i, () => '有重复'],
  [/^must be <= (\S+)$/, (most) => `最大 ${most}`],
  [/^must be >= (\S+)$/, (least) => `最小 ${least}`],
  [/^must be < (\S+)$/, (limit) => `必须小于 ${limit}`],
  [/^must be > (\S+)$/, (limit) => `必须大于 ${limit}`],
  [/^must be a number in plain digits$/, () => '必须是数字'],
  [/^must be (number|integer)$/, (what) => (what === 'integer' ? '必须是整数' : '必须是数字')],
  [/^must be (?:string|object|array|boolean|null)$/, () => '类型不对'],
  [/^must be one of (.+)$/, (choices) => `只能是 ${choices}`],
  [/^must be equal to one of the allowed values$/, () => '不在可选范围内'],
  [/^must match format "date"$/, () => '必须是日期，如 2026-10-01'],
  [/^must match format "date-time"$/, () => '必须是时刻，如 2026-10-01T10:00:00+08:00'],
  [/^must match format "ur[il]"$/, () => '必须是完整的网址'],
  [/^must match (?:format|pattern) "(.+)"$/, (pattern) => `格式不对，应符合 ${pattern}`],
  [/^is not a known field$/, () => '没有这个字段'],
  [/^must be an IANA name such as Asia\/Shanghai$/, () => '必须是时区名，如 Asia/Shanghai'],
  [/^must be an (?:absolute )?http or https address$/, () => '必须是 http 或 https 开头的完整网址'],
  [/^must have no user, password or #$/, () => '不能带用户名、密码或 #'],
  [
    /^must lead to a public address unless the setting WEBHOOK_PRIVATE is on$/,
    () => '必须是公网地址（内网地址要打开设置 WEBHOOK_PRIVATE）',
  ],
  [/^needs a website to lead to$/, () => '要先填写门店网站'],
  [/^must hold 3 to 20 digits/, () => '要有 3 到 20 位数字，可以带 + - ( ) . * # 和分机号'],
  [/^is there twice$/, () => '重复出现'],
  [/^has an exception already$/, () => '这一天已经有特殊时间'],
  [/^must be after its start, (\S+)$/, () => '必须晚于开始时间'],
  [/^must be a time in the future$/, () => '必须是将来的时间'],
  [/^must not hold control characters/, () => '含有不可见的控制字符或损坏的字符'],
  [/^cannot be read: (.+)$/s, (fault) => `看不懂：${fault}`],
  [/^must be a rectangle inside the picture$/, () => '裁剪框必须在图片之内'],
  [/^must be a category$/, () => '没有这个类别'],
  [/^must not lie below (\S+) itself$/, () => '不能放在自己下面'],
  [/^must be left out for who may do what admins may$/, () => '管理员不能限定范围'],
  [/^or \/filter must say which stores, one of the two$/, () => '要么选中门店，要么给出筛选，二者取一'],
  [/^must leave at most (\d+) stores$/, (most) => `一次最多 ${most} 家`],
  [/^must have at least (\d+) characters$/, (least) => `至少 ${least} 个字符`],
  [/^must have at most (\d+) characters$/, (most) => `最多 ${most} 个字符`],
  [/^is one of those that are tried first$/, () => '太常见，最先被人试到'],
  [/^must not be made of the name it goes with$/, () => '不能由用户名拼成'],
];

/** The rule in Chinese; as it came where it is none of those. */
export function ruleInChinese(rule: string): string {
  for (const [pattern, words] of rules) {
    const [, ...found] = pattern.exec(rule) ?? [];
    if (pattern.test(rule)) return words(...found.map((part) => part ?? ''));
  }
  return rule;
}

const unit = (what: string): string => (what === 'items' ? '项' : '个字符');
