import '../platform/web/zod-without-eval.ts'
import { createRouter, RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { CrashPage, NotFoundPage } from '../platform/web/feedback/message-page.tsx'
import { Providers } from '../platform/web/providers.tsx'
import { onSignedOut } from '../platform/web/query-client.ts'
import { readSearch, writeSearch } from '../platform/web/search-params.ts'
import { routeTree } from './shell/route-tree.tsx'

const router = createRouter({
  routeTree,
  parseSearch: readSearch,
  stringifySearch: writeSearch as (search: Record<string, unknown>) => string,
  defaultPreload: 'intent',
  defaultNotFoundComponent: NotFoundPage,
  defaultErrorComponent: CrashPage,
})

onSignedOut(() => {
  const { pathname, searchStr } = router.state.location
  if (pathname === '/sign-in' || pathname.startsWith('/welcome')) return
  void router.navigate({ to: '/sign-in', search: { from: pathname + searchStr } as never, replace: true })
})

// After an upgrade of the server the parts of the old build are gone: the page starts again with the new one.
addEventListener('vite:preloadError', () => location.reload())

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Providers>
      <RouterProvider router={router} />
    </Providers>
  </StrictMode>,
)
