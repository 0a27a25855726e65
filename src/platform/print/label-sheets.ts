/** A sheet of labels, A4 and upright; all in millimetres. */
export type LabelSheet = {
  /** What the box says: `L7160`. */
  code: string
  columns: number
  rows: number
  width: number
  height: number
  /** From the edge of the paper to the first label. */
  left: number
  top: number
  /** From a label to the next: its width or height and the gap. */
  stepX: number
  stepY: number
}

/** Common sheets, by their makers' measures; others of the same number of labels print the same. */
export const LABEL_SHEETS: readonly LabelSheet[] = [
  sheet('L7159', 3, 8, 63.5, 33.9, 7.25, 12.9, 66.04, 33.9),
  sheet('L7160', 3, 7, 63.5, 38.1, 7.25, 15.15, 66.04, 38.1),
  sheet('L7161', 3, 6, 63.5, 46.6, 7.25, 8.7, 66.04, 46.6),
  sheet('L7162', 2, 8, 99.1, 33.9, 4.65, 12.9, 101.6, 33.9),
  sheet('L7163', 2, 7, 99.1, 38.1, 4.65, 15.15, 101.6, 38.1),
  sheet('L7173', 2, 5, 99.1, 57, 4.65, 6, 101.6, 57),
  sheet('4x10', 4, 10, 52.5, 29.7, 0, 0, 52.5, 29.7),
  sheet('3x8', 3, 8, 70, 36, 0, 4.5, 70, 36),
  sheet('2x8', 2, 8, 105, 37, 0, 0.5, 105, 37),
]

export const LABEL_CODES = LABEL_SHEETS.map(({ code }) => code) as [string, ...string[]]

export const labelSheet = (code: string): LabelSheet =>
  LABEL_SHEETS.find(one => one.code === code) ??
  (() => {
    throw new RangeError(`no sheet of labels is called ${code}`)
  })()

function sheet(
  code: string,
  columns: number,
  rows: number,
  width: number,
  height: number,
  left: number,
  top: number,
  stepX: number,
  stepY: number,
): LabelSheet {
  return { code, columns, rows, width, height, left, top, stepX, stepY }
}
