// nearby-stores user …: users from the command line, also when nobody can sign in any more.
import { Value } from 'typebox/value';
import { ROLES, type Role } from '../../shared/access.ts';
import type { UserRepository } from '../storage/access/contract.ts';
import { askPassword } from './ask-password.ts';
import { columns, limitOptions, limitsOf, Misuse, onAccess, readArguments } from './command-line.ts';
import { UserNotFound } from './errors.ts';
import { hashPassword } from './passwords.ts';
import { checkLimits, checkPassword, UserName } from './user-fields.ts';

export const userUsage = `nearby-stores user add <name> --role <role> [--province <p>]… [--city <c>]… [--tag <t>]…
nearby-stores user role <name> <role> [--province <p>]… [--city <c>]… [--tag <t>]…
nearby-stores user list | password <name> | remove <name>`;

export const userCommand = (args: string[]): Promise<void> =>
  onAccess(async ({ users }, by) => {
    const { positionals, values } = readArguments(args, { role: { type: 'string' }, ...limitOptions });
    const [action, name = '', ...rest] = positionals;
    const limits = limitsOf(values);
    switch (action) {
      case 'list': {
        const all = await users.all();
        const rows = all.map(({ name, role, limits, signedInAt }) => [
          name,
          role,
          limits ? Object.values(limits).flat().join(', ') : 'every store',
          signedInAt ?? 'never',
        ]);
        console.log(columns([['name', 'role', 'may change', 'signed in'], ...rows]));
        return;
      }
      case 'add': {
        const role = readRole(values.role);
        if (!Value.Check(UserName, name))
          throw new Misuse(`A user cannot be called ${JSON.stringify(name)}.`);
        checkLimits(role === 'admin', limits);
        const password = await askPassword();
        checkPassword('password', password, name);
        await users.add({ name, role, limits, password: await hashPassword(password) }, by);
        console.log(`${name} can sign in.`);
        return;
      }
      case 'role': {
        const role = readRole(rest[0]);
        checkLimits(role === 'admin', limits);
        await users.change(await idOf(users, name), { role, limits: limits ?? null }, by);
        console.log(`${name} is ${role} now.`);
        return;
      }
      case 'password': {
        const id = await idOf(users, name);
        const password = await askPassword();
        checkPassword('password', password, name);
        await users.change(id, { password: await hashPassword(password) }, by);
        console.log(`${name} signs in with the new password; every session from before is over.`);
        return;
      }
      case 'remove':
        await users.remove(await idOf(users, name), by);
        console.log(`${name} is removed.`);
        return;
      default:
        throw new Misuse(userUsage);
    }
  });

function readRole(text: string | undefined): Role {
  const role = ROLES.find((each) => each === text);
  if (!role) throw new Misuse(`A role is one of ${ROLES.join(', ')}; got ${JSON.stringify(text ?? '')}.`);
  return role;
}

async function idOf(users: UserRepository, name: string): Promise<string> {
  const user = await users.named(name);
  if (!user) throw new UserNotFound(name);
  return user.id;
}
