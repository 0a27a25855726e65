import type { ReactNode } from 'react'
import { type Format, useFormat } from '../format.ts'
import { useLabels } from '../language.ts'
import { words as commonWords } from '../words.ts'
import classes from './record.module.css'
import { recordWords } from './record-words.ts'

export type Change = {
  id: string
  at: string
  user: string
  initials: string
  operation: string
  from: Record<string, unknown> | null
  to: Record<string, unknown> | null
}

/** Written by the machine, of no meaning to a reader. */
const silent = /^(id|companyId|revision|searchKey|sortName|createdAt|createdBy|updatedAt|updatedBy)$/

/** What a value says that has other words than its own, such as the id of another record. */
export type Say = (key: string, value: unknown) => ReactNode | undefined

function valueText(key: string, value: unknown, format: Format, say?: Say): ReactNode {
  const said = say?.(key, value)
  if (said !== undefined) return said
  if (value === null || value === undefined || value === '') return '–'
  if (key.endsWith('On') && typeof value === 'string') return format.day(value)
  if (key.endsWith('At') && typeof value === 'string') return format.instant(value)
  if (key.endsWith('Cents') && typeof value === 'number') return format.money(value)
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

const changedKeys = ({ from, to }: Change) =>
  [...new Set([...Object.keys(from ?? {}), ...Object.keys(to ?? {})])].filter(
    key => !silent.test(key) && JSON.stringify(from?.[key]) !== JSON.stringify(to?.[key]),
  )

type HistoryProps = { changes: readonly Change[]; names: Record<string, string>; say?: Say | undefined }

/** Who changed what of a record, from what to what, latest first. */
export function History({ changes, names, say }: HistoryProps) {
  const words = useLabels(recordWords)
  const format = useFormat()
  if (changes.length === 0) return <p className={classes.none}>{words.noHistory}</p>
  return (
    <div className={classes.tableScroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{words.when}</th>
            <th scope="col">{words.who}</th>
            <th scope="col">{words.what}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map(change => (
            <tr key={change.id}>
              <td className={classes.nowrap}>{format.instant(change.at)}</td>
              <td title={change.user}>{change.initials}</td>
              <td>
                <ChangeText change={change} names={names} format={format} say={say} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** One change in words: created, deleted, or each field from what to what. */
function ChangeText({
  change,
  names,
  format,
  say,
}: {
  change: Change
  names: Record<string, string>
  format: Format
  say?: Say | undefined
}) {
  const words = useLabels(recordWords)
  const { colon } = useLabels(commonWords)
  if (!change.from) return <>{words.created}</>
  if (!change.to) return <>{words.deleted}</>
  const { from, to } = change
  return (
    <ul className={classes.changes}>
      {changedKeys(change).map(key => (
        <li key={key}>
          {names[key] ?? key}
          {colon}
          <span className={classes.old}>{valueText(key, from[key], format, say)}</span> →{' '}
          {valueText(key, to[key], format, say)}
        </li>
      ))}
    </ul>
  )
}
