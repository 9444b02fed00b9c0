// The colour of each shipped category: of its cover, and of its pin in pictures.

/** In degrees; neighbours in a list should not look alike. */
const HUES: Readonly<Record<string, number>> = {
  food: 14,
  cafe: 28,
  restaurant: 4,
  'fast-food': 40,
  bakery: 34,
  shopping: 262,
  supermarket: 142,
  convenience: 168,
  fashion: 320,
  electronics: 226,
  car: 206,
  services: 190,
  bank: 216,
  pharmacy: 152,
  hotel: 246,
  transport: 198,
  office: 232,
  leisure: 286,
  cinema: 348,
  library: 176,
  sports: 96,
  other: 210,
};

/** Undefined for a category that is not shipped. */
export const hueOf = (category: string): number | undefined =>
  Object.hasOwn(HUES, category) ? HUES[category] : undefined;

/** The first that is shipped, and so has a colour, an icon and a cover; `other` where none is. */
export const shippedCategory = (categories: readonly string[]): string =>
  categories.find((category) => Object.hasOwn(HUES, category)) ?? 'other';
