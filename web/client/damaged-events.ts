// Events that a page must survive, to be fired by hand: the document's own samples as they are printed, and worse. Their
// names stand with the words.
import type { ClientWords } from './client-words.ts';

/** One level in another, `times` deep. */
const nested = (times: number) => `${'{"a":'.repeat(times)}0${'}'.repeat(times)}`;

export const damagedEvents: Record<keyof ClientWords['damaged'], string> = {
  'user-as-printed': '{ "event":" OnUserChange ", " channeltype ":"1", " useraccount ":"OPENID" }',
  'location-as-printed':
    '{ "event":" OnMapMsgClick ", " latitude ": latitude, " longitude ": longitude, " location ": location, " scale ": scale }',
  'no-user': '{"event":"OnUserChange","channeltype":"1"}',
  exchanged:
    '{"event":"OnMapMsgClick","latitude":116.358099,"longitude":40.004659,"location":"学院路30号","scale":16}',
  'cut-off': '{"event":"OnMapMsgClick","latitude":40.00',
  'too-large': `{"event":"OnMapMsgClick","latitude":40.004659,"longitude":116.358099,"location":"${'长'.repeat(300_000)}","scale":16}`,
  'too-deep': nested(1_000),
  'odd-coordinate':
    '{"event":"OnMapMsgClick","latitude":"40°00′17″","longitude":"east","location":"学院路30号","scale":16}',
  'beyond-the-pole':
    '{"event":"OnMapMsgClick","latitude":91,"longitude":116.358099,"location":"","scale":16}',
  prototype:
    '{"event":"toString","__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
  code: '(function(){document.title="owned";return {event:"OnUserChange",useraccount:"x"}})()',
  markup:
    '{"event":"OnMapMsgClick","latitude":40.004659,"longitude":116.358099,"location":"<img src=x onerror=document.title=1><br/>二楼","scale":16}',
  'unknown-event': '{"event":"OnSomethingNew","useraccount":"oKf7Xw0aBcDeFgHiJkLmNoPqRs01"}',
  empty: '',
};
