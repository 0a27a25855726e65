import { Navigate } from '@tanstack/react-router'
import { failureOf, statusOf } from '../../platform/web/failure.ts'
import { MessagePage } from '../../platform/web/feedback/message-page.tsx'
import { useLabels } from '../../platform/web/language.ts'
import { useStored } from '../../platform/web/stored.ts'
import { words } from '../../platform/web/words.ts'
import { useMe } from './session.ts'
import { appWords } from './words.ts'

/** The bare address: on to the company one was in last. */
export function EntrancePage() {
  const me = useMe()
  const text = useLabels(appWords)
  const common = useLabels(words)
  const [last] = useStored('company', '')
  if (me.error && statusOf(me.error) !== 401)
    return <MessagePage title={text.cannotEnter} text={failureOf(me.error, common.unreachable).message} />
  if (!me.data) return null
  const { companies } = me.data
  const company = companies.find(({ slug }) => slug === last) ?? (companies.length === 1 ? companies[0] : undefined)
  return <Navigate to={company ? `/${company.slug}` : '/companies'} replace />
}
