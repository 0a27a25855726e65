import { Button, Group } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { taxWords } from '../../catalog/labels/tax.ts'
import { rulesContract } from '../contract/chart.ts'
import { booksWords } from '../labels/screens.ts'
import { territoryWords } from '../labels/territories.ts'
import { booksLabels } from '../labels.ts'
import { isGeneral, PURPOSES } from '../rules/chart.ts'
import classes from './books.module.css'
import { RemoveButton } from './removing.part.tsx'
import { RuleForm } from './rule.form.tsx'

const api = apiOf('bookRules', rulesContract)
export type RuleRow = Awaited<ReturnType<typeof api.all.call>>[number]

/** Which account each thing is written to. */
export function Rules() {
  const words = useLabels(booksWords)
  const { purposes } = useLabels(booksLabels)
  const may = useMay()
  const { data } = useQuery(api.all.queryOptions({}))
  const [open, setOpen] = useState<RuleRow | 'new' | null>(null)
  const when = useWhen()
  const rules = (data ?? []).toSorted((a, b) => PURPOSES.indexOf(a.purpose) - PURPOSES.indexOf(b.purpose))
  return (
    <>
      {may('books.write') && (
        <Group>
          <Button variant="default" onClick={() => setOpen('new')}>
            {words.newRule}
          </Button>
        </Group>
      )}
      <div className={classes.scroll} aria-busy={!data}>
        <table className={`${classes.table} ${classes.acted}`}>
          <thead>
            <tr>
              {[words.purpose, words.when, words.code].map(heading => (
                <th key={heading} scope="col" data-text>
                  {heading}
                </th>
              ))}
              <th />
            </tr>
          </thead>
          <tbody>
            {rules.map(rule => (
              <tr key={rule.id}>
                <th scope="row" data-text data-wide>
                  {purposes[rule.purpose]}
                </th>
                <td data-text data-wide>
                  {isGeneral(rule) && !rules.some(other => other !== rule && other.purpose === rule.purpose)
                    ? ''
                    : when(rule)}
                </td>
                <td data-text data-wide>
                  {rule.accountCode} {rule.accountLabel}
                </td>
                <td>
                  {may('books.write') && (
                    <>
                      {!isGeneral(rule) && (
                        <RemoveButton
                          what={`${purposes[rule.purpose]}, ${when(rule)}`}
                          remove={() => api.remove.call({ id: rule.id })}
                        />
                      )}
                      <Button size="compact-sm" variant="subtle" onClick={() => setOpen(rule)}>
                        {words.changeRule}
                      </Button>
                    </>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {open && <RuleForm rule={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </>
  )
}

/** When a rule holds, in words. */
function useWhen() {
  const words = useLabels(booksWords)
  const { classes: taxClasses } = useLabels(taxWords)
  const territories = useLabels(territoryWords)
  const format = useFormat()
  return (rule: RuleRow) =>
    [
      rule.productCode,
      rule.territory && territories[rule.territory],
      rule.taxClass && taxClasses[rule.taxClass],
      rule.vatRateBps !== null && format.percent(rule.vatRateBps),
    ]
      .filter(Boolean)
      .join(' · ') || words.otherwise
}
