// The invented customers of the simulated client. Places are real, coordinates as WeChat sends them: GCJ-02 in China
// (Hong Kong included), WGS-84 in Seoul.
import type { ChatMessage } from '../../shared/chat-message.ts';

/** A location message as the customer's phone sent it. */
export type LocationBubble = {
  readonly type: 'location';
  readonly latitude: number;
  readonly longitude: number;
  readonly label: string;
  readonly scale: number;
};
/** What the client itself says in the chat, such as a refusal to send. */
export type NoticeBubble = { readonly type: 'notice'; readonly text: string };

export type Bubble = {
  readonly from: 'customer' | 'agent' | 'client';
  readonly content: ChatMessage | LocationBubble | NoticeBubble;
};

export type Customer = {
  readonly openid: string;
  readonly name: string;
  readonly bubbles: readonly Bubble[];
  /** What the agent had typed before. */
  readonly typed?: string;
};

const says = (text: string): Bubble => ({ from: 'customer', content: { type: 'text', text } });
const answers = (text: string): Bubble => ({ from: 'agent', content: { type: 'text', text } });
const sends = (longitude: number, latitude: number, label: string, scale = 16): Bubble => ({
  from: 'customer',
  content: { type: 'location', longitude, latitude, label, scale },
});

export const customers: readonly Customer[] = [
  {
    openid: 'oKf7Xw0aBcDeFgHiJkLmNoPqRs01',
    name: '林晓',
    bubbles: [
      says('你好，我在学校这边，附近有你们的店吗？'),
      sends(116.358099, 40.004659, '学院路30号\n北京市海淀区学院路30号'),
    ],
  },
  {
    openid: 'oKf7Xw0bCdEfGhIjKlMnOpQrSt02',
    name: '周子轩',
    bubbles: [
      sends(114.02354, 22.530787, '香蜜湖\n深圳市福田区深南大道', 15),
      says('今天晚上还开门的有哪家？'),
      answers('您好，稍等，我帮您查一下最近的门店。'),
    ],
  },
  {
    openid: 'oKf7Xw0cDeFgHiJkLmNoPqRsTu03',
    name: '陈思',
    bubbles: [
      says('人民广场附近哪家最近'),
      sends(121.473738, 31.230371, '人民广场\n上海市黄浦区人民大道', 17),
    ],
    typed: '您好，您说的这件商品，我',
  },
  {
    openid: 'oKf7Xw0dEfGhIjKlMnOpQrStUv04',
    name: '黃嘉欣',
    bubbles: [says('請問尖沙咀有門市嗎？'), sends(114.177158, 22.294851, '尖沙咀\n香港九龍尖沙咀彌敦道')],
  },
  {
    openid: 'oKf7Xw0eFgHiJkLmNoPqRsTuVw05',
    name: '김민수',
    bubbles: [
      says('안녕하세요, near City Hall?'),
      sends(126.978, 37.5665, '서울특별시청\n서울특별시 중구 세종대로 110'),
    ],
  },
  {
    openid: 'oKf7Xw0fGhIjKlMnOpQrStUvWx06',
    name: '吴敏',
    bubbles: [
      says('我在罗湖口岸，刚过关'),
      sends(114.118607, 22.530813, '罗湖口岸\n深圳市罗湖区人民南路', 17),
    ],
  },
  {
    openid: 'oKf7Xw0gHiJkLmNoPqRsTuVwXy07',
    name: '扎西',
    bubbles: [
      says('自驾路过，最近的店有多远？'),
      sends(92.90096, 35.198916, '可可西里\n青海省玉树藏族自治州', 15),
    ],
  },
  {
    openid: 'oKf7Xw0hIjKlMnOpQrStUvWxYz08',
    name: '赵磊',
    // Phones without a fix send 0,0; the label is all there is to go by.
    bubbles: [says('这是我的位置'), sends(0, 0, '五道口地铁站', 16)],
  },
];
