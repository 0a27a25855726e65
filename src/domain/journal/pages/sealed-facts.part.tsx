import type { ReactNode } from 'react'
import { type Format, useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { Facts } from '../../../platform/web/record/facts.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { factNames } from '../labels/facts.ts'
import { journalLabels } from '../labels.ts'
import classes from './journal.module.css'

type Said = Record<string, unknown>

/** What was sealed, field by field, in the words and the order of the documents where there are some; ids come last. */
export function SealedFacts({ facts, currency = currencyOf(facts) }: { facts: Said; currency?: string | undefined }) {
  const names = useLabels(factNames)
  const format = useFormat()
  const { yes, no } = useLabels(commonWords)
  const { kinds, methods } = useLabels(journalLabels)
  const entries = Object.entries(facts).filter(([, value]) => !isEmpty(value))
  const plain = entries.filter(([, value]) => typeof value !== 'object')
  const nested = entries.filter(([, value]) => typeof value === 'object')
  const places = Object.keys(names)
  const placeOf = (name: string) => (isId(name) ? places.length + 1 : places.indexOf(name) + 1 || places.length)
  const ordered = plain.toSorted(([a], [b]) => placeOf(a) - placeOf(b))
  return (
    <>
      {ordered.length > 0 && (
        <Facts
          facts={ordered.map(([name, value]) => ({
            label: names[name] ?? name,
            value: said(
              name,
              value,
              { ...format, money: cents => format.money(cents, currency) },
              { ...kinds, ...methods, true: yes, false: no },
            ),
            always: true,
          }))}
        />
      )}
      {nested.map(([name, value]) => (
        <section key={name} className={classes.nested}>
          <h3>{names[name] ?? name}</h3>
          {(Array.isArray(value) ? value : [value]).map(one =>
            typeof one === 'object' && one !== null ? (
              <SealedFacts key={JSON.stringify(one)} facts={one as Said} currency={currency} />
            ) : (
              <p key={String(one)}>{String(one)}</p>
            ),
          )}
        </section>
      ))}
    </>
  )
}

/** Of all amounts of a record; euros are not said. */
const currencyOf = ({ currency }: Said) => (typeof currency === 'string' ? currency : undefined)
const isEmpty = (value: unknown) =>
  value === null || value === '' || value === false || (Array.isArray(value) && value.length === 0)
const isId = (name: string) => /(^id|Id)$/.test(name)

function said(name: string, value: unknown, format: Format, words: Record<string, string>): ReactNode {
  if (typeof value === 'boolean') return words[String(value)]
  if (typeof value === 'number') {
    if (/cents$/i.test(name)) return format.money(value)
    if (/bps$/i.test(name)) return format.percent(value)
    return String(value)
  }
  const text = name === 'kind' || name === 'method' ? (words[String(value)] ?? String(value)) : String(value)
  if (/On$|^from$|^to$/.test(name) && /^\d{4}-\d{2}-\d{2}$/.test(text)) return format.day(text)
  return isId(name) || text.length > 40 ? <span className={classes.code}>{text}</span> : text
}
