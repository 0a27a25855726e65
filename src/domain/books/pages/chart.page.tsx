import { Button, Group } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ScreenHeading } from '../../../platform/web/screen.tsx'
import { Section, Sections } from '../../../platform/web/section.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { accountsContract } from '../contract/chart.ts'
import { booksWords } from '../labels/screens.ts'
import { AccountForm, type Named } from './account.form.tsx'
import classes from './books.module.css'
import { useBooksTabs } from './books-tabs.part.tsx'
import { RemoveButton } from './removing.part.tsx'
import { Rules } from './rules.part.tsx'

const api = apiOf('bookAccounts', accountsContract)

/** The chart of accounts, and which account each thing is written to. */
export function ChartPage() {
  const words = useLabels(booksWords)
  return (
    <>
      <ScreenHeading title={words.books} name={words.chart} tabs={useBooksTabs('chart-of-accounts')} />
      <Sections>
        <Section title={words.rules} text={words.rulesText}>
          <Rules />
        </Section>
        <Section title={words.accounts} text={words.accountsText}>
          <Accounts />
        </Section>
      </Sections>
    </>
  )
}

function Accounts() {
  const words = useLabels(booksWords)
  const may = useMay()
  const { data } = useQuery(api.all.queryOptions({}))
  const [open, setOpen] = useState<Named | 'new' | null>(null)
  return (
    <>
      {may('books.write') && (
        <Group>
          <Button variant="default" onClick={() => setOpen('new')}>
            {words.newAccount}
          </Button>
        </Group>
      )}
      <div className={classes.scroll} aria-busy={!data}>
        <table className={`${classes.table} ${classes.acted}`}>
          <thead>
            <tr>
              <th scope="col" data-text>
                {words.code}
              </th>
              <th scope="col" data-text>
                {words.label}
              </th>
              <th />
            </tr>
          </thead>
          <tbody>
            {data?.map(account => (
              <tr key={account.id}>
                <th scope="row" data-text>
                  {account.code}
                </th>
                <td data-text data-wide>
                  {account.label}
                </td>
                <td>
                  {may('books.write') && (
                    <>
                      {!account.used && (
                        <RemoveButton
                          what={`${account.code} ${account.label}`}
                          remove={() => api.remove.call({ id: account.id })}
                        />
                      )}
                      <Button size="compact-sm" variant="subtle" onClick={() => setOpen(account)}>
                        {words.renameAccount}
                      </Button>
                    </>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {open && <AccountForm account={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </>
  )
}
