// Passwords that everybody tries first, as far as they are long enough to be taken at all.

/** Whether it is a known one, one with a usual ending, or made of a few characters or of a row of neighbours. */
export function isCommon(password: string): boolean {
  const text = password.normalize('NFKC').toLowerCase();
  return isMonotonous(text) || isRow(text) || isKnown(text) || isKnown(text.replace(/[\d!@#.?*_-]+$/, ''));
}

const isKnown = (text: string) =>
  KNOWN.has(text) || KNOWN.has(text.replaceAll(/[01345@$]/g, (sign) => LETTERS[sign]!));

/** `aaaaaaaaaa`, `1212121212`. */
const isMonotonous = (text: string) => new Set(text).size <= 3 || /^(.{1,4})\1+.?$/u.test(text);

/** `1234567890`, `0987654321`, `abcdefghijkl`, `qwertyuiop`. */
function isRow(text: string): boolean {
  const rows = [...ROWS, ...ROWS.map((row) => [...row].reverse().join(''))];
  return rows.some((row) => (row + row).includes(text));
}

const ROWS = ['1234567890', '0123456789', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiopasdfghjklzxcvbnm'];

const LETTERS: Readonly<Record<string, string>> = {
  0: 'o',
  1: 'i',
  3: 'e',
  4: 'a',
  5: 's',
  '@': 'a',
  $: 's',
};

// The words that public lists of leaked passwords begin with, in English and in pinyin, and keyboard walks. Shorter ones
// stand here too: with a few digits behind them they are long enough.
const KNOWN: ReadonlySet<string> = new Set(
  `password passwort passw0rd mypassword password1 letmein welcome welcome1 iloveyou iloveyou1 princess sunshine superman
  batman football baseball basketball starwars pokemon monkey dragon master michael jordan charlie shadow trustno1 whatever
  freedom secret internet computer administrator administrador admin root user guest test testing changeme default temporary
  qwerty qwertyuiop qwerty123 qwertyui qwertzuiop azertyuiop asdfghjkl asdfghjkl; zxcvbnm zxcvbnmasdfghjkl 1qaz2wsx
  1qaz2wsx3edc 1qaz2wsx3edc4rfv qazwsx qazwsxedc qazwsxedcrfv zaq12wsx zaq1xsw2 zaq1zaq1 1q2w3e 1q2w3e4r 1q2w3e4r5t
  1q2w3e4r5t6y q1w2e3r4 q1w2e3r4t5 q1w2e3r4t5y6 qweasdzxc qwe123 qweqwe asd123 asdasd abc123 abcd1234 a123456 a12345678
  a123456789 aa123456 aa123456789 123456a 123456789a 1234567890a q123456789 z123456789 w123456789 123123123 123321 1234qwer
  147258369 147852369 159357 159753 741852963 789456123 987654321 5201314 5201314520 520520520 1314520 7758521 woaini
  woaini1314 woaini520 woaini123 wodemima mima nihao zhongguo beijing shanghai shenzhen wangwang xiaoxiao weixin wechat
  tencent taobao alibaba youaremine loveyou lovelove forever michelle nearby nearbystores nearby-stores stores fujinmendian
  mendian guanliyuan dashabi tiancai p@ssword p@ssw0rd pa55word pass@word admin@ admin888 root123 toor`
    .split(/\s+/)
    .flatMap((word) => [word, word.replaceAll(/[01345@$]/g, (sign) => LETTERS[sign]!)]),
);
