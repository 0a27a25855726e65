import { useMemo } from 'react'
import { EURO } from '../../values/currency.ts'
import { day, formatDay } from '../../values/day.ts'
import type { Language } from '../../values/labels.ts'
import { formatMoney } from '../../values/money.ts'
import { useLanguage } from './language.ts'

/** How days, amounts and numbers are written on screen. */
export type Format = {
  /** `2023-08-31` as 31/08/2023; nothing for null. */
  day(iso: string | null | undefined): string
  /** `jeudi` or `jeu.`, said beside a typed day. */
  weekday(iso: string, length?: 'long' | 'short'): string
  /** An instant as 31/08/2023 18:53, in the browser's time zone. */
  instant(iso: string | null | undefined): string
  time(iso: string): string
  money(cents: number | null | undefined, currency?: string): string
  /** The same without its currency, as it stands in a field. */
  amount(cents: number | null | undefined): string
  integer(value: number | null | undefined): string
  percent(bps: number): string
  /** The plural form for the language: one for 0 and 1 in French, for 1 alone in English. */
  many(count: number, one: string, more: string): string
}

const locale = (language: Language) => (language === 'fr' ? 'fr-FR' : 'en-GB')
const narrow = (text: string) => text.replaceAll('\u00a0', '\u202f')

function formatOf(language: Language): Format {
  const integers = new Intl.NumberFormat(locale(language), { maximumFractionDigits: 0 })
  const percents = new Intl.NumberFormat(locale(language), { style: 'percent', maximumFractionDigits: 2 })
  const weekdays = (weekday: 'long' | 'short') =>
    new Intl.DateTimeFormat(locale(language), { weekday, timeZone: 'UTC' })
  const weekdaysOf = { long: weekdays('long'), short: weekdays('short') }
  const times = new Intl.DateTimeFormat('fr-FR', { hour: '2-digit', minute: '2-digit' })
  const days = new Intl.DateTimeFormat('fr-FR', { day: '2-digit', month: '2-digit', year: 'numeric' })
  const many = (count: number, one: string, more: string) =>
    count > 1 || (language === 'en' && count === 0) ? more : one
  const money: Format['money'] = (cents, currency = EURO) =>
    cents === null || cents === undefined ? '' : formatMoney(cents, currency, language)
  return {
    day: iso => (iso ? formatDay(day(iso), language) : ''),
    weekday: (iso, length = 'long') => weekdaysOf[length].format(new Date(`${iso}T00:00:00Z`)),
    instant: iso => (iso ? `${days.format(new Date(iso))} ${times.format(new Date(iso))}` : ''),
    time: iso => times.format(new Date(iso)),
    money,
    amount: cents => money(cents).replace('€', '').trim(),
    integer: value => (value === null || value === undefined ? '' : narrow(integers.format(value))),
    percent: bps => narrow(percents.format(bps / 10_000)),
    many: (count, one, more) => `${narrow(integers.format(count))}\u00a0${many(count, one, more)}`,
  }
}

/** Writes days, amounts and numbers in the language of the user. */
export function useFormat(): Format {
  const [language] = useLanguage()
  return useMemo(() => formatOf(language), [language])
}
