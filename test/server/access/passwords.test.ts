import { describe, expect, it } from 'vitest';
import { hashPassword, isPassword, passwordFault } from '../../../server/access/passwords.ts';

describe('a password', () => {
  it.each(['correct horse battery staple', '学院路三十号的咖啡店', 'Xk7$wq-92Lm', 'nächste Woche 19 Uhr'])(
    'may be %s',
    (password) => expect(passwordFault(password, 'wang')).toBeUndefined(),
  );

  it.each([
    ['short', 'must have at least 10 characters'],
    ['x'.repeat(257), 'must have at most 256 characters'],
    ['password123', 'is one of those that are tried first'],
    ['P@ssw0rd2026!', 'is one of those that are tried first'],
    ['1234567890', 'is one of those that are tried first'],
    ['0987654321', 'is one of those that are tried first'],
    ['qwertyuiop', 'is one of those that are tried first'],
    ['aaaaaaaaaaaa', 'is one of those that are tried first'],
    ['abababababab', 'is one of those that are tried first'],
    ['woaini1314520', 'is one of those that are tried first'],
    ['１２３４５６７８９０', 'is one of those that are tried first'],
    ['wangfangwangfang', 'must not be made of the name it goes with'],
    ['WangFang2026', 'must not be made of the name it goes with'],
  ])('is not %s', (password, fault) => expect(passwordFault(password, 'wangfang')).toBe(fault));

  it('is kept as argon2id with 19 MiB and two passes, each time anew', async () => {
    const kept = await hashPassword('correct horse');
    expect(kept).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(await hashPassword('correct horse')).not.toBe(kept);
    expect(await isPassword('correct horse', kept)).toBe(true);
    expect(await isPassword('correct horse ', kept)).toBe(false);
  });

  it('is the same typed in other code points', async () => {
    expect(await isPassword('ｃｏｒｒｅｃｔ ｈｏｒｓｅ', await hashPassword('correct horse'))).toBe(true);
  });
});
