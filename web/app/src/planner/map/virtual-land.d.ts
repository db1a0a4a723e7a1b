// What scripts/land-plugin.ts makes while the app is built.
declare module 'virtual:land' {
  /** Degrees of one step. */
  export const step: number;
  /** Closed lines, each as steps in longitude and latitude from 0, 0. */
  export const land: number[][];
  export const borders: number[][];
}
