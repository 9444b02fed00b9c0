// An uploaded picture, as the API tells of it.
import { type Static, Type } from 'typebox';

const share = (description: string) => Type.Number({ minimum: 0, maximum: 1, description });

/** The part of a picture that matters. */
export const FocusSchema = Type.Object(
  {
    x: share('Its left edge, as a share of the picture’s width'),
    y: share('Its top edge, as a share of the picture’s height'),
    width: share('Of the picture’s width'),
    height: share('Of the picture’s height'),
  },
  {
    additionalProperties: false,
    title: 'Focus',
    description: 'The part that matters; each size shows the middle of it. The picture is upright.',
  },
);
export type WireFocus = Static<typeof FocusSchema>;

export const MediaSchema = Type.Object(
  {
    hash: Type.String({ description: 'SHA-256 of the picture and its focus' }),
    cover: Type.String({ description: 'What a store’s `cover` takes' }),
    width: Type.Integer({ description: 'Of the upright picture, as kept' }),
    height: Type.Integer(),
    focus: Type.Union([FocusSchema, Type.Null()], {
      description: 'Null: nobody said which part matters; each size shows where the picture draws the eye',
    }),
    variants: Type.Record(Type.String(), Type.String(), {
      description: 'The path of each size, by width and height: `900x383`, `640x320`, `200x200`, `80x80`',
    }),
  },
  { title: 'Media', description: 'An uploaded picture' },
);
export type WireMedia = Static<typeof MediaSchema>;
