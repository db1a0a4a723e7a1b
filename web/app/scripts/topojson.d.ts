// The little of topojson-client that the build uses; the package has no types of its own.
declare module 'topojson-client' {
  type Point = readonly [lon: number, lat: number];
  export interface Topology {
    objects: Record<'land' | 'countries', object>;
  }
  export function feature(
    topology: Topology,
    object: object,
  ): { features: { geometry: { coordinates: Point[][][] } }[] };
  export function mesh(
    topology: Topology,
    object: object,
    filter: (a: object, b: object) => boolean,
  ): { coordinates: Point[][] };
}
