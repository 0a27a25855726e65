/** What is wrong with a document, where in it, and what stands there. */
export type ExchangeFault = { code: string; place: string; found: string }

const MOST_FOUND = 80
const MOST_OF_ERROR = 200

/** Stops the reading of a document; caught where it began. */
export class Unread extends Error {
  readonly fault: ExchangeFault
  constructor(code: string, place = '', found = '') {
    super(`${code} ${place}`)
    this.fault = { code, place, found: storable(found.slice(0, MOST_FOUND)) }
  }
}

/** PostgreSQL keeps neither NUL nor half a character; the cut may have made one. */
const storable = (text: string) => text.toWellFormed().replaceAll('\0', '\u2400')

/** What an error that nobody foresaw says of itself, as it is kept. */
export const foundIn = (error: unknown): string =>
  storable(String((error as Error).cause ?? error).slice(0, MOST_OF_ERROR))
