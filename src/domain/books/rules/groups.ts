/** The sets of names that links bind together, each in the order of the links. */
export function groupsOf<Link>(links: readonly Link[], ends: (link: Link) => readonly [string, string]): string[][] {
  const parents = new Map<string, string>()
  const rootOf = (name: string) => {
    let root = name
    for (let up = parents.get(root)!; up !== root; up = parents.get(root)!) {
      parents.set(root, parents.get(up)!)
      root = up
    }
    return root
  }
  for (const link of links) {
    for (const name of ends(link)) if (!parents.has(name)) parents.set(name, name)
    const [a, b] = ends(link).map(rootOf) as [string, string]
    parents.set(b, a)
  }
  return [...Map.groupBy(parents.keys(), rootOf).values()]
}
