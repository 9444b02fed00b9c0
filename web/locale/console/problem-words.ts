// What the service refuses, by its codes, in Chinese; in English it says so itself.
import { editorWords } from './editor-words.ts';
import { ruleInChinese } from './rule-words.ts';
import { settingsWords } from './settings-words.ts';

type Refusal = { readonly detail: string; readonly parameter?: string | undefined };
type Words = string | ((refusal: Refusal) => string);

/** Says what `pattern` found in the service's sentence; '' for a group that found nothing. */
const reading =
  (pattern: RegExp, words: (...found: string[]) => string): Words =>
  ({ detail }) =>
    words(...(pattern.exec(detail)?.slice(1) ?? []).map((found) => found ?? ''));

/** Field, rule and value: `The store cannot be kept: /name must not be blank; got ""`. */
const ofField =
  (what: string): Words =>
  ({ detail, parameter = '' }) => {
    const rest = detail.slice(Math.max(0, detail.indexOf(parameter)) + parameter.length).trim();
    return `${what}“${fieldInChinese(parameter)}”${faultInChinese(rest)}`;
  };

/** `must be <= 50; got 51`, as it stands at a field or behind its name. */
export function faultInChinese(fault: string): string {
  const [, rule = fault, value] = /^(.*?)(?:; got (.*))?$/s.exec(fault) ?? [];
  const found = value === undefined || value === 'nothing' ? '' : `；现在是 ${value}`;
  return `${ruleInChinese(rule)}${found}`;
}

const names: Readonly<Record<string, unknown>> = {
  ...settingsWords['zh-CN'],
  ...editorWords['zh-CN'].fields,
};
const more: Readonly<Record<string, string>> = {
  url: '地址',
  date: '日期',
  password: '密码',
  next: '新密码',
  limits: '只管这些',
  expiresAt: '有效至',
  parent: '上级类别',
  requestsPerMinute: '每分钟请求数',
};

/** `/phones/0` is 电话; as it came where nobody has a name for it. */
function fieldInChinese(parameter: string): string {
  const part = /([^/]+)(?:\/\d+)*$/.exec(parameter)?.[1] ?? parameter;
  const name = more[part] ?? names[part];
  return typeof name === 'string' ? name : parameter;
}

const tryAgain = '请稍后再试。';

export const problemsInChinese: Readonly<Record<string, Words>> = {
  INVALID_PARAMETER: ofField(''),
  INVALID_STORE: ofField('门店不能保存：'),
  INVALID_SETTING: ofField('设置'),
  INVALID_CATEGORY: ofField('类别不能保存：'),
  INVALID_PASSWORD: reading(/^The password (.*)$/, (fault) => `密码${ruleInChinese(fault)}`),
  UNKNOWN_PARAMETER: reading(/"(.*)"/, (name) => `服务不认识“${name}”，请刷新页面。`),
  INVALID_BODY: '服务读不懂这次请求，请刷新页面后再试。',
  INVALID_ADDRESS: '服务读不懂这个地址，请刷新页面后再试。',
  INVALID_ID: '门店的标识不对，请回到列表重新打开。',
  INVALID_CURSOR: '列表已经变了，请刷新后再翻页。',
  INVALID_IF_MATCH: '版本信息不对，请重新打开这家门店。',
  NOT_FOUND: '没有找到，可能已经删除。',
  METHOD_NOT_ALLOWED: '服务不支持这个操作，请刷新页面。',
  BODY_TOO_LARGE: reading(/at most (\d+) bytes/, (bytes) => `内容太大，最多 ${megabytes(bytes)} MB。`),
  UNSUPPORTED_MEDIA_TYPE: '服务不接受这种类型的内容。',
  TOO_MANY_REQUESTS: reading(/again in (\d+) seconds/, (seconds) => `操作太频繁，请 ${seconds} 秒后再试。`),
  OVERLOADED: `服务正忙，${tryAgain}`,
  INDEX_NOT_READY: `服务刚启动，还在读取门店，${tryAgain}`,
  STORAGE_UNAVAILABLE: `数据库暂时不能用，${tryAgain}客服仍能查到附近门店。`,
  SHORT_LINK_UNREACHABLE: '短链接现在打不开，请换成完整的地图链接或坐标。',
  INTERNAL_ERROR: `服务出错了，没有保存。${tryAgain}`,

  KEY_NEEDED: '请先登录。',
  INVALID_KEY: '密钥无效、已删除或已过期。',
  SESSION_OVER: '登录已过期，请重新登录。',
  SIGN_IN_NEEDED: '请先登录。',
  NOT_ALLOWED: '你的角色不能做这件事，请找管理员。',
  OUTSIDE_LIMITS: reading(
    /^The store "(.*)" is, or/,
    (name) => `门店“${name}”不在你负责的省、市或标签之内。`,
  ),
  CSRF_TOKEN_NEEDED: '页面已过期，请刷新后再试。',
  INVALID_SIGN_IN: '用户名或密码不对。',
  SIGN_IN_DELAYED: reading(/again in (\d+) seconds/, (seconds) => `输错太多次，请 ${seconds} 秒后再试。`),
  FOREIGN_ORIGIN: '只能在本服务自己的页面上登录。',
  WRONG_PASSWORD: '当前密码不对。',
  INVALID_FIRST_ADMIN_TOKEN: '这个地址已经用过、过期，或已有管理员。没有任何账号时，重启服务会打印新的地址。',
  USER_NOT_FOUND: '没有这个账号，可能已被删除。',
  KEY_NOT_FOUND: '没有这个密钥，可能已被删除。',
  NAME_TAKEN: reading(/called "(.*)" already/, (name) => `已经有叫“${name}”的了，请换一个名称。`),
  LAST_ADMIN: reading(/^"(.*)" is the last/, (name) => `“${name}”是最后一个管理员，请先让别人成为管理员。`),

  STORE_NOT_FOUND: '没有这家门店，或没有发布。',
  UNKNOWN_STORE: '没有这家门店，可能已被删除。',
  STORE_EXISTS: '已经有这家门店了。',
  REPEATED_ID: '同一家门店出现了两次。',
  SID_TAKEN: reading(/unique; "(.*)" belongs/, (sid) => `编号“${sid}”已被另一家门店使用。`),
  VERSION_CONFLICT: '别人刚刚改过这家门店，请重新打开后再改。',
  PRECONDITION_FAILED: '别人刚刚改过这家门店。',
  DRAFT_CONFLICT: '草稿和已发布的内容改了同样的字段，请核对后重新保存。',
  NOTHING_TO_PUBLISH: '没有要发布的修改，线上已是最新。',
  NO_REVIEW_ASKED: '这家门店没有待审核的修改，可能别人已经处理。',
  DATE_IS_OVER: '发布时间已过，请选将来的时间。',
  VERSION_NOT_FOUND: reading(/no version (\d+)/, (version) => `没有可恢复的第 ${version} 版。`),
  VERSION_NEEDED: '这家门店没有被删除，请选择要恢复的版本。',
  COUNT_DIFFERS: reading(
    /is (\d+) stores by now, not (\d+)/,
    (found, expected) => `门店数已从 ${expected} 家变成 ${found} 家，请重新查看后再做。`,
  ),
  CHANGED_MEANWHILE: '别人正在同时修改这些门店，没有写入，请再试一次。',
  IDEMPOTENCY_KEY_REUSED: '这个请求已经用别的内容提交过，请刷新后再试。',
  REQUEST_UNDER_WAY: '同样的操作正在进行，请稍等。',
  CARRIED_OUT: '上一次已经做完，只是回答没有送到；结果在“操作记录”里。',
  ANSWER_NOT_KEPT: '上一次已经做完；其中有密钥或密码，回答不保存，请看现在的状态。',
  WRITE_UNCERTAIN: '数据库中断，不知道有没有写入：请先看看是否已经生效，再决定要不要重做。',
  OWN_HOURS: reading(/^(\S+) has hours/, (day) => `${day} 已有自己的营业时间`),
  OPERATION_NOT_FOUND: '没有这条操作记录。',
  ALREADY_UNDONE: '这个操作已经撤销过了。',
  HOLIDAY_SET_NOT_FOUND: '没有这个节假日方案，可能已被删除。',
  HOLIDAY_SET_IN_USE: reading(
    /to (\d+) stores/,
    (stores) => `方案还套用在 ${stores} 家门店上，请先从门店移除。`,
  ),

  IMPORT_NOT_FOUND: '没有这次导入；一周内没有确认的文件会被清除。',
  IMPORT_NOT_READY: ({ detail }) =>
    detail.includes('datum')
      ? '还没有说明坐标从哪里来，请先选择。'
      : '这次导入现在不能这样做，请刷新看看进度。',
  IMPORT_FILE_MISSING: '没有收到文件，请重新选择。',
  IMPORT_TOO_LARGE: reading(/at most (\d+) megabytes/, (most) => `文件太大，最多 ${most} MB。`),

  PICTURE_MISSING: '没有收到图片，请重新选择。',
  PICTURE_TOO_LARGE: reading(/at most (\d+) MB/, (most) => `图片超过 ${most} MB。`),
  PICTURE_TYPE_UNKNOWN: '从内容看，这不是 JPEG、PNG、WebP 或 AVIF 图片。',
  PICTURE_UNREADABLE: '图片已损坏或不完整，打不开。',
  PICTURE_ANIMATED: '这是动图，封面只能是一张静止的图片。',
  PICTURE_DIMENSIONS: reading(
    /has (\d+) × (\d+) pixels; it must have at least (\d+) each way, and at most (\d+) million/,
    (width, height, least, most) =>
      `图片是 ${width} × ${height} 像素；每边至少 ${least} 像素，总共最多 ${Number(most) * 100} 万像素。`,
  ),
  MEDIA_NOT_FOUND: '原图已经不在了，请重新上传。',

  WEBHOOK_NOT_FOUND: '没有这个推送地址，可能已被删除。',
  TOO_MANY_WEBHOOKS: reading(/be (\d+) webhooks/, (most) => `最多 ${most} 个推送地址，请先删除一个。`),
};

const megabytes = (bytes: string): string => (Number(bytes) / 2 ** 20).toLocaleString('zh-CN');
