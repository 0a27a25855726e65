import { useMemo } from 'react'
import { useLanguage } from './language.ts'

/** How months are named: `août 2023`, or `août` and the year where it begins, under the bars of a chart. */
export function useMonths() {
  const [language] = useLanguage()
  return useMemo(() => {
    const named = (options: Intl.DateTimeFormatOptions) => {
      const { format } = new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' })
      return (iso: string) => format(new Date(`${iso}T00:00:00Z`))
    }
    return {
      long: named({ month: 'long', year: 'numeric' }),
      short: named({ month: 'short', year: '2-digit' }),
    }
  }, [language])
}
