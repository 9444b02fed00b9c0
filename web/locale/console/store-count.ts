/** `1 store`, `2,192 stores`. @param count  as people write it */
export const storesInEnglish = (count: string): string => (count === '1' ? '1 store' : `${count} stores`);
