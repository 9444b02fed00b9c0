// JSON kept in text columns: the one way in and out. Numbers come back as the same doubles that went in.

export const toJson = (value: object): string => JSON.stringify(value);

export const fromJson = <Value>(text: string): Value => JSON.parse(text) as Value;
