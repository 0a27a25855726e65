import { Button } from '@mantine/core'
import { Outlet, useLocation, useNavigate } from '@tanstack/react-router'
import { useEffect, useMemo, useState } from 'react'
import { PlanningStopped } from '../../domain/contracts/pages/missed.part.tsx'
import { NewSaleKey } from '../../domain/invoicing/pages/new-sale.part.tsx'
import { ShopsFailing } from '../../domain/shops/pages/shops-failing.part.tsx'
import { useCompany, useCompanyPath } from '../../platform/web/company.ts'
import { failureOf, statusOf } from '../../platform/web/failure.ts'
import { MessagePage } from '../../platform/web/feedback/message-page.tsx'
import { useLabels } from '../../platform/web/language.ts'
import { SessionProvider } from '../../platform/web/session.tsx'
import { CompanyMenu } from '../../platform/web/shell/company-menu.tsx'
import { Frame } from '../../platform/web/shell/frame.tsx'
import { FindButton, Palette } from '../../platform/web/shell/palette.tsx'
import { ShortcutHelp } from '../../platform/web/shell/shortcut-help.tsx'
import { UserMenu } from '../../platform/web/shell/user-menu.tsx'
import { store } from '../../platform/web/stored.ts'
import { words } from '../../platform/web/words.ts'
import { groups, screens } from '../routes.tsx'
import { CompanyWork } from './company-work.tsx'
import { findRecords } from './find-records.ts'
import { sessionIn, useMe } from './session.ts'
import { appWords } from './words.ts'

/** The frame around every screen of a company, once it is known who is there. */
export function CompanyFrame() {
  const slug = useCompany()
  const me = useMe()
  const text = useLabels(appWords)
  const common = useLabels(words)
  const session = useMemo(() => (me.data ? sessionIn(slug, me.data) : null), [slug, me.data])
  const path = useCompanyPath()
  const find = findRecords(text, right => session?.rights.has(right) ?? false, path)
  const [help, setHelp] = useState(false)
  const { pathname } = useLocation()
  useEffect(() => {
    if (session) store('facteur.company', slug)
  }, [session, slug])
  if (me.error && statusOf(me.error) !== 401)
    return <MessagePage title={text.cannotEnter} text={failureOf(me.error, common.unreachable).message} />
  if (!me.data) return null
  if (!session) return <NoCompany />
  if (screens.some(screen => screen.bare && pathname === path(screen.path)))
    return (
      <SessionProvider session={session}>
        <main id="content">
          <Outlet key={slug} />
        </main>
      </SessionProvider>
    )
  return (
    <SessionProvider session={session}>
      {session.rights.has('invoicing.write') && <NewSaleKey />}
      <Frame
        screens={screens}
        groups={groups}
        start={<CompanyMenu />}
        search={<FindButton />}
        end={
          <>
            {session.rights.has('work.read') && <CompanyWork />}
            <UserMenu onShortcuts={() => setHelp(true)} accountPath={`/${slug}/account`} />
          </>
        }
      >
        {session.rights.has('shops.read') && <ShopsFailing />}
        {session.rights.has('contracts.read') && <PlanningStopped />}
        <Outlet key={slug} />
      </Frame>
      <Palette screens={screens} find={find} />
      <ShortcutHelp opened={help} onChange={setHelp} />
    </SessionProvider>
  )
}

function NoCompany() {
  const text = useLabels(appWords)
  const navigate = useNavigate()
  return (
    <MessagePage title={text.noCompany} text={text.noCompanyWhy}>
      <Button onClick={() => navigate({ to: '/companies' })}>{text.yourCompanies}</Button>
    </MessagePage>
  )
}
