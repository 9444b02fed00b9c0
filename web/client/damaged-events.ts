// Events that a page must survive, to be fired by hand: the document's own samples as they are printed, and worse.

export const damagedEvents: readonly { readonly name: string; readonly text: string }[] = [
  {
    name: 'OnUserChange, as the document prints it',
    text: '{ "event":" OnUserChange ", " channeltype ":"1", " useraccount ":"OPENID" }',
  },
  {
    name: 'OnMapMsgClick, as the document prints it',
    text: '{ "event":" OnMapMsgClick ", " latitude ": latitude, " longitude ": longitude, " location ": location, " scale ": scale }',
  },
  { name: 'OnUserChange without a user', text: '{"event":"OnUserChange","channeltype":"1"}' },
  {
    name: 'Latitude and longitude exchanged',
    text: '{"event":"OnMapMsgClick","latitude":116.358099,"longitude":40.004659,"location":"学院路30号","scale":16}',
  },
  { name: 'Cut off', text: '{"event":"OnMapMsgClick","latitude":40.00' },
  {
    name: 'Code instead of JSON',
    text: '(function(){document.title="owned";return {event:"OnUserChange",useraccount:"x"}})()',
  },
  {
    name: 'Markup as a label',
    text: '{"event":"OnMapMsgClick","latitude":40.004659,"longitude":116.358099,"location":"<img src=x onerror=document.title=1><br/>二楼","scale":16}',
  },
];
