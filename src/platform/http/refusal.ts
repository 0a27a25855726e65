import type { Language } from '../../values/labels.ts'

type Values = Record<string, string | number>

/** Something expected that the user can act on: `slice.reason`, the field it concerns, the values of its sentence. */
export class Refusal extends Error {
  readonly code: string
  readonly status: number
  readonly field: string | undefined
  readonly values: Values
  constructor(
    code: string,
    { field, values = {}, status = 409 }: { field?: string; values?: Values; status?: number } = {},
  ) {
    super(code)
    this.code = code
    this.status = status
    this.field = field
    this.values = values
  }
}

/** Stops the operation with a refusal; its transaction rolls back. */
export function refuse(code: string, details?: ConstructorParameters<typeof Refusal>[1]): never {
  throw new Refusal(code, details)
}

export type RefusalTexts = Record<string, string | ((values: Values) => string)>

/** The sentence of a refusal in the user's language; the code itself when no slice gave it words. */
export type Say = (language: Language, code: string, values: Values) => string
