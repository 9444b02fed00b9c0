// The place that somebody names in a sentence: 我在五道口地铁站附近，有店吗？ is 五道口地铁站.

const SENTENCES = /[，。！？；、,!?;\n~～]+/;

/** What comes before a place: who is there, and that they are. */
const BEFORE = [
  /^(?:你好|您好|哈喽|嗨|请问|麻烦问一?下|想问一?下|帮我(?:查|看)(?:一?下)?|那个|嗯+)+/,
  /^(?:我们?|咱们?|本人)?(?:现在|目前|刚刚?|已经|人|家|公司|就|正)*(?:在|到了?|位于|住在|靠近|离(?=.+近)|去)/,
  /^(?:我的?)?(?:位置|地址|定位|坐标)(?:就?是|在|为)?[:：]?/,
  /^(?:hi|hello|hey)\b[ ,]*/i,
  /^(?:i am|i['’]?m|we are|we['’]?re|my (?:address|location) is)(?: (?:now|currently|right now))?\b ?/i,
  /^(?:near|nearby|next to|close to|around|at|in|by|from|opposite)(?: (?:to|the))?\b ?/i,
];

/** What comes after it: where from there, and what is asked for. */
const AFTER = [
  /(?:附近|旁边?|边上|这边|那边|周边|周围|一带|这里|那里|这儿|那儿|这块儿?|对面|门口|楼下|里面)(?:的|有|哪|最近|吗|呢|啊|呀|吧|去|找|买|能|怎么|了).*$/,
  /(?:离我)?最近的?(?:门?店|哪|有).*$/,
  /(?:有没有|有什么|有哪|哪里有|哪有|怎么走|怎么去).*$/,
  /(?:附近|旁边?|边上|这边|那边|周边|周围|一带|这里|那里|这儿|那儿|这块儿?|对面|门口|楼下|里面|呢|啊|呀|(?<![网酒书])吧|了|的)+$/,
  / (?:now|right now|please|area|nearby|is there .*|are there .*|any .*|where .*)$/i,
];

/** The words that only a person's own place begins with: the sentence that has them is the one that counts. */
const SELF = /^(?:我|咱|本人|i am|i['’]?m|we are|we['’]?re|near|my)/i;

/** The place of a sentence or two; the text itself where nothing stands around it, '' where nothing is left. */
export function placePhrase(text: string): string {
  const sentences = text
    .normalize('NFKC')
    .split(SENTENCES)
    .map((sentence) => sentence.trim().replace(/\s+/g, ' '));
  const own = sentences.filter((sentence) => SELF.test(sentence));
  for (const sentence of [...own, ...sentences]) {
    const place = stripped(sentence);
    if (place !== '') return place;
  }
  return '';
}

function stripped(sentence: string): string {
  let rest = sentence;
  for (const before of BEFORE) rest = rest.replace(before, '').trim();
  for (const after of AFTER) {
    const shorter = rest.replace(after, '').trim();
    // A name has at least two characters.
    if (shorter.length >= 2) rest = shorter;
  }
  return rest;
}
