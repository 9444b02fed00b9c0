/** Degrees to 0.01: coarse enough that nobody is found by them, about a kilometre. */
export const coarse = (degrees: number): number => Math.round(degrees * 100) / 100;
