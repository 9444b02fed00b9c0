// What search engines and link previews read of a store: schema.org's LocalBusiness.
import type { Region } from '../../shared/store.ts';
import { groundOf } from '../nearby/store-record.ts';
import type { StoreView } from './store-view.ts';
import { type Day, isWholeDay } from './week.ts';

/** Types below LocalBusiness by our category; the nearest that schema.org has. */
const TYPES: Readonly<Record<string, string>> = {
  food: 'FoodEstablishment',
  cafe: 'CafeOrCoffeeShop',
  restaurant: 'Restaurant',
  'fast-food': 'FastFoodRestaurant',
  bakery: 'Bakery',
  shopping: 'Store',
  supermarket: 'GroceryStore',
  convenience: 'ConvenienceStore',
  fashion: 'ClothingStore',
  electronics: 'ElectronicsStore',
  car: 'AutoDealer',
  bank: 'BankOrCreditUnion',
  pharmacy: 'Pharmacy',
  hotel: 'Hotel',
  leisure: 'EntertainmentBusiness',
  cinema: 'MovieTheater',
  library: 'Library',
  sports: 'SportsActivityLocation',
};

const COUNTRIES: Readonly<Partial<Record<Region, string>>> = { CN: 'CN', HK: 'HK', MO: 'MO', TW: 'TW' };

/** A JSON value without absent fields; `days` are those whose hours are told, each for itself. */
export function storeData(view: StoreView, days: readonly Day[]) {
  const { store, title, page, cover, phones, website } = view;
  const { province, city, district, street, postcode } = store.address;
  const [longitude, latitude] = groundOf(store);
  const type = store.categories.map((category) => TYPES[category]).find((each) => each !== undefined);
  return {
    '@type': type ?? 'LocalBusiness',
    '@id': page,
    url: page,
    name: title,
    image: cover,
    telephone: phones[0]?.text,
    address: {
      '@type': 'PostalAddress',
      addressCountry: COUNTRIES[store.region],
      addressRegion: province,
      addressLocality: [city, district].filter(Boolean).join('') || undefined,
      streetAddress: street,
      postalCode: postcode,
    },
    // In WGS-84, as the vocabulary asks for.
    geo: { '@type': 'GeoCoordinates', latitude: degrees(latitude), longitude: degrees(longitude) },
    openingHoursSpecification: days.flatMap(hoursData),
    sameAs: website,
  };
}

const degrees = (value: number): number => Math.round(value * 1e6) / 1e6;

/** The hours of one date, so that they are not taken for those of any other week; nothing where they are not known. */
function hoursData({ date, spans }: Day) {
  const day = date.toString();
  const common = { '@type': 'OpeningHoursSpecification', validFrom: day, validThrough: day };
  if (spans?.length === 0) return [{ ...common, opens: '00:00', closes: '00:00' }];
  return (spans ?? []).map((span) => {
    const [opens, closes] = span;
    return { ...common, opens, closes: isWholeDay(span) || closes === '24:00' ? '23:59' : closes };
  });
}
