import type { Language } from '../../values/labels.ts'

/** The language of an answer: English when it is asked before French, else French. */
export function preferred(acceptLanguage: string | null): Language {
  for (const part of (acceptLanguage ?? '').toLowerCase().split(',')) {
    const tag = part.trim()
    if (tag.startsWith('fr')) return 'fr'
    if (tag.startsWith('en')) return 'en'
  }
  return 'fr'
}
