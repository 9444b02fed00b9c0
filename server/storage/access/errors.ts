import { kind } from '../../errors.ts';

export const NameTaken = kind<[name: string]>(
  'NAME_TAKEN',
  409,
  'The name is taken',
  'There is one called "%s" already',
);
export const LastAdmin = kind<[name: string]>(
  'LAST_ADMIN',
  409,
  'Somebody must stay admin',
  '"%s" is the last admin: make somebody else one first',
);
