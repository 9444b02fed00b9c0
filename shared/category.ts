// Categories: what kind of store it is. A tree by `parent`; ids are stable, names are for people.
import { type Static, Type } from 'typebox';

export const CategorySchema = Type.Object({
  id: Type.String({ minLength: 1, maxLength: 64, pattern: '^[a-z0-9-]+$' }),
  name: Type.String({ minLength: 1, maxLength: 60, description: 'In Chinese' }),
  nameEn: Type.String({ minLength: 1, maxLength: 60 }),
  parent: Type.Optional(Type.String()),
  icon: Type.String({ maxLength: 64, description: 'Name of a shipped icon' }),
});
export type Category = Static<typeof CategorySchema>;
