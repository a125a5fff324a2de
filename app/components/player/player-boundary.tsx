import { Component } from 'react'

type PlayerBoundaryProps = { onFailed: () => void; children: React.ReactNode }

/** Keeps a player that cannot be loaded (a blocked network, an old browser) from taking the page with it. */
export class PlayerBoundary extends Component<PlayerBoundaryProps, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true }
  }

  override componentDidCatch(): void {
    this.props.onFailed()
  }

  override render(): React.ReactNode {
    return this.state.failed ? null : this.props.children
  }
}
