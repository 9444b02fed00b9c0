import { expect, it } from 'vitest';
import { foreignAddress, withTicket } from '../../../web/client/plugin-address.ts';

it('the ticket joins a query that is there already, ahead of the fragment', () => {
  expect(withTicket('/client/plugin/', 't1')).toBe('/client/plugin/?ticket=t1');
  expect(withTicket('http://127.0.0.1:8081/~/http/a.example/p?x=1#top', 't1')).toBe(
    'http://127.0.0.1:8081/~/http/a.example/p?x=1&ticket=t1#top',
  );
});

it('a foreign page is reached through the second origin, port and query kept', () => {
  expect(foreignAddress(' https://a.example:8443/shop/?m=1#x ', 'http://127.0.0.1:8081')).toBe(
    'http://127.0.0.1:8081/~/https/a.example:8443/shop/?m=1#x',
  );
});

it.each(['', 'plugin.html', 'javascript:alert(1)', 'ftp://a.example/', 'http://'])(
  '%j is no address of a plugin',
  (typed) => {
    expect(foreignAddress(typed, 'http://127.0.0.1:8081')).toBeUndefined();
  },
);
