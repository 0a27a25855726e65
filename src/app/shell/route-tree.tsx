import { createRootRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { screens } from '../routes.tsx'
import { CompanyFrame } from './company-frame.tsx'
import { EntrancePage } from './entrance.tsx'

const root = createRootRoute()
const entrance = createRoute({ getParentRoute: () => root, path: '/', component: EntrancePage })
const signIn = createRoute({
  getParentRoute: () => root,
  path: 'sign-in',
  component: lazyRouteComponent(() => import('../../domain/accounts/pages/sign-in.page.tsx'), 'SignInPage'),
})
const welcome = createRoute({
  getParentRoute: () => root,
  path: 'welcome',
  component: lazyRouteComponent(() => import('../../domain/accounts/pages/welcome.page.tsx'), 'WelcomePage'),
})
const choosePassword = createRoute({
  getParentRoute: () => root,
  path: 'welcome/$token',
  component: lazyRouteComponent(
    () => import('../../domain/accounts/pages/choose-password.page.tsx'),
    'ChoosePasswordPage',
  ),
})
const companies = createRoute({
  getParentRoute: () => root,
  path: 'companies',
  component: lazyRouteComponent(() => import('../../domain/accounts/pages/companies.page.tsx'), 'CompaniesPage'),
})
const company = createRoute({ getParentRoute: () => root, path: '$company', component: CompanyFrame })

/** Every address of the web app, from the map of screens. */
export const routeTree = root.addChildren([
  entrance,
  signIn,
  welcome,
  choosePassword,
  companies,
  company.addChildren(
    screens.map(({ path, load }) =>
      createRoute({
        getParentRoute: () => company,
        path: path === '' ? '/' : path,
        component: lazyRouteComponent(async () => ({ default: await load() })),
      }),
    ),
  ),
])
