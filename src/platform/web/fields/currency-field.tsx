import { useMemo } from 'react'
import { CURRENCIES, EURO } from '../../../values/currency.ts'
import { useLanguage } from '../language.ts'
import { ChoiceField } from './choice-field.tsx'
import type { FieldProps } from './field-types.ts'

/** What neighbours and readers abroad pay in most often, offered first. */
const FREQUENT = [EURO, 'CHF', 'GBP', 'USD', 'CAD']

type CurrencyProps = FieldProps<string | null> & {
  /** Without the euro: what has a rate. */
  foreign?: boolean
}

/** A currency by its code or its name. */
export function CurrencyField({ foreign = false, ...field }: CurrencyProps) {
  const [language] = useLanguage()
  const options = useMemo(() => {
    const names = new Intl.DisplayNames(language, { type: 'currency' })
    return [...new Set([...FREQUENT, ...CURRENCIES])]
      .filter(code => !(foreign && code === EURO))
      .map(value => ({ value, label: `${value} · ${names.of(value)}` }))
  }, [language, foreign])
  return <ChoiceField {...field} options={options} searchable />
}
