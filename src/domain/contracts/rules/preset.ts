/** The usual intervals, as `unit-every`. Source: REC-17. */
export const PRESETS: readonly string[] = ['month-1', 'month-2', 'month-3', 'month-4', 'month-6', 'year-1', 'year-2']
