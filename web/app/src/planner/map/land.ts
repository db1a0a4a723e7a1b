// The outlines of the world, in a part of the app of its own: fetched when a map is first seen, and then kept.

import { borders, land, step } from 'virtual:land';
import { lineOf, type Line } from './outline';

export const landLines: Line[] = land.map((steps) => lineOf(steps, step));
export const borderLines: Line[] = borders.map((steps) => lineOf(steps, step));
