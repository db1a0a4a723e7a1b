// Opening an invitation by its link.

export function Invitation({ token }: { token: string }) {
  return <main class="start">{token}</main>;
}
