type Params = Record<string, string | string[] | undefined>

/** Reads an address's query as plain texts; a name said twice gives a list. */
export function readSearch(text: string): Params {
  const found: Params = {}
  for (const [key, value] of new URLSearchParams(text)) {
    const before = found[key]
    found[key] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value]
  }
  return found
}

/** Writes them back, so that an address can be read and typed by a person. */
export function writeSearch(search: Params): string {
  const params = new URLSearchParams()
  for (const [key, value] of Object.entries(search)) {
    for (const one of Array.isArray(value) ? value : [value])
      if (one !== undefined && one !== '') params.append(key, String(one))
  }
  const text = params.toString()
  return text ? `?${text}` : ''
}
