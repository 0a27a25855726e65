import type { AnyContractRouter } from '@orpc/contract'

type Route = { method: string; segments: string[]; name: string }

/** Finds the operation that a request is, `invoices.get` for `GET /api/invoices/123`: names are few, addresses are not. */
export function operationNames(contract: AnyContractRouter, prefix = '/api') {
  const byShape = Map.groupBy(routesIn(contract, prefix, []), ({ method, segments }) => `${method} ${segments.length}`)
  return (method: string, path: string): string | undefined => {
    const asked = path.split('/')
    const matching = (byShape.get(`${method} ${asked.length}`) ?? []).filter(({ segments }) =>
      segments.every((segment, at) => segment.startsWith('{') || segment === asked[at]),
    )
    return matching.sort((a, b) => holes(a) - holes(b))[0]?.name
  }
}

const holes = ({ segments }: Route) => segments.filter(segment => segment.startsWith('{')).length

function routesIn(contract: AnyContractRouter, prefix: string, at: string[]): Route[] {
  return Object.entries(contract).flatMap(([key, value]): Route[] => {
    if (typeof value !== 'object' || value === null) return []
    if (!('~orpc' in value)) return routesIn(value as AnyContractRouter, prefix, [...at, key])
    const { route } = value['~orpc'] as { route: { method?: string; path?: string } }
    const { method = 'POST', path = '' } = route
    return [{ method, segments: `${prefix}${path}`.split('/'), name: [...at, key].join('.') }]
  })
}
