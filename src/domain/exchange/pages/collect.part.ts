import { useNavigate } from '@tanstack/react-router'
import { useRef } from 'react'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { collectWords } from '../labels/collect-screens.ts'
import { type Mailbox, mailboxes } from './exchange-api.part.ts'
import { useRedirectAddress } from './mailbox-fields.part.tsx'

const MOST = 200

/** In use, and opened by a password or by its user. */
export const isCollectable = ({ active, oauth, authorised }: Mailbox) => active && (oauth === null || authorised)

/** Collects mailboxes, all those in use when none is named, each as work of its own. Source: INT-32. */
export function useCollect() {
  const words = useLabels(collectWords)
  const format = useFormat()
  const notify = useNotify()
  const navigate = useNavigate()
  const path = useCompanyPath()
  const inUse = async () => (await mailboxes.list.call({ limit: MOST })).rows.filter(isCollectable)
  const asking = useRef(false)
  return async (asked?: readonly Pick<Mailbox, 'id'>[]) => {
    if (asking.current) return // pressed again before the server answered
    asking.current = true
    try {
      const those = asked ?? (await inUse())
      if (those.length === 0) {
        notify.refused(words.noneActive)
        await navigate({ to: path('mailboxes') })
        return
      }
      for (const { id } of those) await mailboxes.collect.call({ id })
      notify.done(words.begun(format.many(those.length, words.mailboxOne, words.mailboxMany)))
    } catch (error) {
      notify.failed(error)
    } finally {
      asking.current = false
    }
    refresh()
  }
}

/** Leads to where the user of a mailbox gives access to it. Source: X-45. */
export function useAllow() {
  const notify = useNotify()
  const redirectUri = useRedirectAddress()
  return async ({ id }: Pick<Mailbox, 'id'>) => {
    try {
      const { address } = await mailboxes.authorisation.call({ id, redirectUri })
      location.assign(address)
    } catch (error) {
      notify.failed(error)
    }
  }
}
