//! Heavy work (zwaar werk): as many at once as there are cores, away from those who answer, and a wait that ends.

use std::time::Duration;

use super::App;
use super::failure::Failure;

/// So long a request waits for its turn; then it is told that it is busy.
const LONGEST_WAIT: Duration = Duration::from_secs(5);

/// A place among those that do heavy work; given back when the work is done, not when the asker goes away.
struct Turn(App);

impl Drop for Turn {
    fn drop(&mut self) {
        self.0.heavy.add_permits(1);
    }
}

pub(super) async fn in_turn<T: Send + 'static>(
    app: &App,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Failure> {
    let turn = tokio::time::timeout(LONGEST_WAIT, app.heavy.acquire()).await.map_err(|_| Failure::Busy)?;
    turn.map_err(Failure::broken)?.forget();
    let turn = Turn(app.clone());
    let done = tokio::task::spawn_blocking(move || {
        let done = work();
        drop(turn);
        done
    });
    done.await.map_err(Failure::broken)
}
