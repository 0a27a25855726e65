export const LINE_STATES = ['good', 'known', 'refused', 'made'] as const
export type LineState = (typeof LINE_STATES)[number]

/** How far an import is: its file comes in, its columns are named, its lines read, brought in, taken back. */
export const IMPORT_STATES = [
  'uploading',
  'mapping',
  'reading',
  'ready',
  'importing',
  'partial',
  'imported',
  'undoing',
  'undone',
] as const
export type ImportState = (typeof IMPORT_STATES)[number]

/** Lines by their state. */
export type Counts = { [State in LineState]?: number }
