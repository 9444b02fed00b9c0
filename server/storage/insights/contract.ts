// What insights ask of storage.
import type { DemandCell, DemandDay } from '../../../shared/insights.ts';

/** A click as it is kept: the place to 0.01°, the time to the hour. */
export type KeptClick = {
  /** An ISO instant at the full hour. */
  readonly hour: string;
  /** WGS-84. */
  readonly longitude: number;
  readonly latitude: number;
  readonly radiusMeters: number;
  readonly stores: number;
  readonly nearestMeters: number | undefined;
  readonly city: string;
};

export interface InsightRepository {
  /** All at once, and into the totals of their days. */
  add(clicks: readonly KeptClick[]): Promise<void>;
  /** Counts a put of each of these stores on a day. */
  addPuts(day: string, puts: ReadonlyMap<string, number>): Promise<void>;
  /** Cells of 0.01° that were asked from between two instants, most clicks first, at most `limit`. */
  cells(query: {
    readonly from: string;
    readonly until: string;
    readonly nearestOver: number;
    readonly limit: number;
  }): Promise<DemandCell[]>;
  /** Totals by day and city, from a day to another, both included; by day, then city. */
  days(from: string, until: string): Promise<DemandDay[]>;
  /** Puts by store between two days, both included, most first. */
  puts(from: string, until: string, limit: number): Promise<{ id: string; puts: number }[]>;
  /** Forgets clicks of before an hour; the totals stay. */
  purge(before: string): Promise<void>;
}

export type InsightTables = {
  asked_clicks: {
    id: string;
    hour: string;
    longitude: number;
    latitude: number;
    radius_meters: number;
    stores: number;
    nearest_meters: number | null;
    city: string;
  };
  asked_days: { day: string; city: string; clicks: number; missed: number };
  store_puts: { store_id: string; day: string; puts: number };
};
