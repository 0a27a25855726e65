// Pages of the subscriptions of a large company, in every order, narrowed and searched.
import { benchPages, pageAfter } from './pages.ts'
import { benchWorld, SUBSCRIPTIONS } from './world.ts'

const NOBODY = `00000000-0000-7000-8001-${'0'.repeat(12)}`

/** What is asked of the list, by what it shows. */
const cases = {
  'first page': '',
  'deep page (the middle by number)': pageAfter('-number', String(Math.round(SUBSCRIPTIONS / 2)), NOBODY),
  'first page by end': 'sort=expiresOn',
  'deep page by end': pageAfter('expiresOn', '2023-12-31', NOBODY),
  'first page by name': 'sort=name',
  'deep page by name': pageAfter('name', 'MOREAU', NOBODY, NOBODY),
  'running only': 'status=running',
  'expired only': 'status=expired',
  'expired only, by name': 'status=expired&sort=name',
  'expired only, by name, deep': `status=expired&${pageAfter('name', 'MOREAU', NOBODY, NOBODY)}`,
  'in grace only': 'status=gracing&sort=name',
  'stopped only': 'status=stopped&sort=name',
  'cancelled only': 'status=cancelled',
  'search, frequent name': 'search=martin',
  'search, first name and town': 'search=claire%20rennes',
  'search, rare name': 'search=roux7f',
  'search, purchase number': `search=${Math.round(SUBSCRIPTIONS / 3)}`,
  'search, nobody': 'search=zzzzz',
}

const world = await benchWorld()
console.log(
  `${SUBSCRIPTIONS.toLocaleString('en')} subscriptions in one company among 100; pages of 50; target < 5 ms\n`,
)
await benchPages(
  world,
  'subscriptions.read',
  Object.fromEntries(Object.entries(cases).map(([name, query]) => [name, `subscriptions?${query}`])),
)
await world.stop()
