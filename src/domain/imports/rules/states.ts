export const LINE_STATES = ['good', 'known', 'refused', 'made'] as const
export type LineState = (typeof LINE_STATES)[number]

export const IMPORT_STATES = ['uploading', 'reading', 'ready', 'importing', 'imported', 'undone'] as const
export type ImportState = (typeof IMPORT_STATES)[number]
