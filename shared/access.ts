// Who may do what: permissions, the roles that bundle them, and where a role ends.
import { type Static, Type } from 'typebox';

/**
 * `read` published stores (everybody's, unless PUBLIC_READ is off) · `view` drafts, history, insights and the audit ·
 * `edit` stores and imports · `publish` what was edited · `admin` users, keys and settings.
 */
export const PERMISSIONS = ['read', 'view', 'edit', 'publish', 'admin'] as const;
export type Permission = (typeof PERMISSIONS)[number];
export const PermissionSchema = Type.Unsafe<Permission>(Type.String({ enum: [...PERMISSIONS] }));

export const ROLES = ['viewer', 'editor', 'publisher', 'admin'] as const;
export type Role = (typeof ROLES)[number];
export const RoleSchema = Type.Unsafe<Role>(
  Type.String({ enum: [...ROLES], description: 'Each may do what those before it may, and more' }),
);

/** Each role has the permissions of those before it. */
export const PERMISSIONS_OF: Readonly<Record<Role, readonly Permission[]>> = {
  viewer: ['read', 'view'],
  editor: ['read', 'view', 'edit'],
  publisher: ['read', 'view', 'edit', 'publish'],
  admin: ['read', 'view', 'edit', 'publish', 'admin'],
};

const Names = (description: string) =>
  Type.Array(Type.String({ minLength: 1, maxLength: 60 }), { minItems: 1, maxItems: 200, description });

export const LimitsSchema = Type.Object(
  {
    provinces: Type.Optional(Names('As in the address of a store: 广东省')),
    cities: Type.Optional(Names('As in the address of a store: 深圳市')),
    tags: Type.Optional(Names('As stores carry them')),
  },
  {
    additionalProperties: false,
    minProperties: 1,
    description: 'Only stores in one of these provinces or cities, or with one of these tags, may be changed',
  },
);
/** A store is within them that is in one of the provinces, in one of the cities, or has one of the tags. */
export type Limits = Static<typeof LimitsSchema>;
export const LimitsOrNull = Type.Union([LimitsSchema, Type.Null()], { description: 'null: every store' });

/** Characters of a password. */
export const SHORTEST_PASSWORD = 10;
export const LONGEST_PASSWORD = 256;
