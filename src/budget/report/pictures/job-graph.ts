/** The jobs of a run as a picture: which wait for which, how long they take, and which decide how long the run takes. */
import type { Picture } from '../../../markup/draw-shapes.ts';
import type { PictureSize } from '../../../markup/picture.ts';
import type { GraphNode } from '../graph/run-graph.ts';
import { narrowPicture } from './job-graph-narrow.ts';
import { widePicture } from './job-graph-wide.ts';

/** From left to right where there is room; on a phone one below the other. */
export const jobGraphPicture = (nodes: readonly GraphNode[], description: string, size: PictureSize): Picture =>
  size === 'wide' ? widePicture(nodes, description) : narrowPicture(nodes, description);
