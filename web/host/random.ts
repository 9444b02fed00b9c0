const used = new Set<number>();
const LIMIT = 1_000_000_000;
/** The largest multiple of the limit that 32 bits can say: above it, the small numbers would come more often. */
const FAIR = 4 * LIMIT;

/** One to nine digits from a secure source, never zero, never twice in the life of the page. */
export function freshRandom(): string {
  const [number] = crypto.getRandomValues(new Uint32Array(1)) as Uint32Array & [number];
  const random = number % LIMIT;
  if (number >= FAIR || random === 0 || used.has(random)) return freshRandom();
  used.add(random);
  return String(random);
}
