import { useEffect } from 'react'
import type { Language } from '../../values/labels.ts'
import { useStored } from './stored.ts'

/** The language asked of the API, outside React. */
export const currentLanguage = (): Language => (localStorage.getItem('facteur.language') === '"en"' ? 'en' : 'fr')

/** The language of the screens, remembered on this browser. */
export function useLanguage(): [Language, (language: Language) => void] {
  return useStored<Language>('language', 'fr')
}

/** The words of a slice in the language of the user. */
export function useLabels<T>(labels: Record<Language, T>): T {
  return labels[useLanguage()[0]]
}

/** Keeps `<html lang>` true, for screen readers and hyphenation. */
export function useDocumentLanguage() {
  const [language] = useLanguage()
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
}
