import type { Language } from './language.ts'

export type { Language } from './language.ts'

type SameKeys<T> = {
  [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends (...args: infer A) => string
      ? (...args: A) => string
      : SameKeys<T[K]>
}

/** Words of a slice in both languages; the compiler refuses a key that one language lacks. */
export function labels<T>(french: T, english: SameKeys<T>): Record<Language, SameKeys<T>> {
  return { fr: french as SameKeys<T>, en: english }
}
