// nearby-stores key …: keys of programs from the command line. The key itself goes to standard output, alone, once.
import { Value } from 'typebox/value';
import { PERMISSIONS, type Permission } from '../../shared/access.ts';
import type { ApiKey, KeyRepository } from '../storage/access/contract.ts';
import { columns, limitOptions, limitsOf, Misuse, onAccess, readArguments } from './command-line.ts';
import { newKey } from './credentials.ts';
import { KeyNotFound } from './errors.ts';
import { KeyName, OVERLAP_MILLISECONDS, readFuture } from './key-fields.ts';
import { checkLimits } from './user-fields.ts';

export const keyUsage = `nearby-stores key add <name> --scope <permission>… [--expires <time>] [--per-minute <requests>]
                  [--province <p>]… [--city <c>]… [--tag <t>]…
nearby-stores key rotate <name> [--until <time>]
nearby-stores key list | remove <name>`;

const options = {
  scope: { type: 'string', multiple: true },
  expires: { type: 'string' },
  until: { type: 'string' },
  'per-minute': { type: 'string' },
  ...limitOptions,
} as const;

export const keyCommand = (args: string[]): Promise<void> =>
  onAccess(async ({ keys }, by) => {
    const { positionals, values } = readArguments(args, options);
    const [action, name = ''] = positionals;
    switch (action) {
      case 'list': {
        const rows = (await keys.all()).map((key) => [
          key.name,
          key.secrets.map(({ prefix }) => `${prefix}…`).join(' '),
          key.scopes.join(' '),
          key.expiresAt ?? 'never',
          key.usedAt ?? 'never',
        ]);
        console.log(columns([['name', 'begins with', 'scopes', 'ends', 'used'], ...rows]));
        return;
      }
      case 'add': {
        if (!Value.Check(KeyName, name)) throw new Misuse(`A key cannot be called ${JSON.stringify(name)}.`);
        const scopes = readScopes(values.scope ?? []);
        const limits = limitsOf(values);
        checkLimits(scopes.includes('admin'), limits);
        const { secret, kept } = newKey();
        const { expires } = values;
        await keys.add(
          {
            name,
            scopes,
            limits,
            expiresAt: expires === undefined ? undefined : readFuture('--expires', expires),
            requestsPerMinute: readCount(values['per-minute']),
          },
          kept,
          by,
        );
        console.error(`The key of ${name}; it is shown this once:`);
        console.log(secret);
        return;
      }
      case 'rotate': {
        const { until } = values;
        const end = until
          ? readFuture('--until', until)
          : new Date(Date.now() + OVERLAP_MILLISECONDS).toISOString();
        const { secret, kept } = newKey();
        await keys.rotate((await find(keys, name)).id, kept, end, by);
        console.error(`The new key of ${name}; it is shown this once. The one before holds until ${end}:`);
        console.log(secret);
        return;
      }
      case 'remove':
        await keys.remove((await find(keys, name)).id, by);
        console.log(`The key of ${name} holds no longer.`);
        return;
      default:
        throw new Misuse(keyUsage);
    }
  });

function readScopes(texts: readonly string[]): Permission[] {
  const unknown = texts.find((text) => !PERMISSIONS.some((permission) => permission === text));
  if (unknown !== undefined || texts.length === 0) {
    throw new Misuse(
      `--scope is one of ${PERMISSIONS.join(', ')}, as often as needed; got ${JSON.stringify(unknown ?? '')}.`,
    );
  }
  return PERMISSIONS.filter((permission) => texts.includes(permission));
}

function readCount(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,6}$/.test(text))
    throw new Misuse(`--per-minute is a whole number from 1 to 9999999; got ${text}.`);
  return Number(text);
}

async function find(keys: KeyRepository, name: string): Promise<ApiKey> {
  const key = await keys.named(name);
  if (!key) throw new KeyNotFound(name);
  return key;
}
