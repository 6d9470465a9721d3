//! Figures, each beside its yardstick in the same run: `cargo bench`. Nothing here passes or fails.

mod board;
mod feed;
mod handout;
mod load;
mod markup;
mod pages;
mod papers;
mod process;
mod suggestion;
mod timing;

use std::time::Duration;

fn main() {
    // `cargo test` also starts this binary to see that it runs; figures come from `cargo bench`.
    if !std::env::args().any(|argument| argument == "--bench") {
        println!("figures: run with cargo bench");
        return;
    }
    // `cargo bench -- timing` measures that alone.
    let named: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let is_wanted = |name: &str| named.is_empty() || named.iter().any(|own| own == name);
    let mut table = Table::default();
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    if is_wanted("board") {
        runtime.block_on(board::measure(&mut table));
    }
    if is_wanted("handout") {
        handout::measure(&mut table);
    }
    if is_wanted("feed") {
        feed::measure(&mut table);
        runtime.block_on(feed::measure_answers(&mut table));
    }
    if is_wanted("papers") {
        papers::measure(&mut table);
    }
    if is_wanted("pages") {
        runtime.block_on(pages::measure(&mut table));
    }
    if is_wanted("process") {
        process::measure(&mut table);
    }
    if is_wanted("suggestion") {
        suggestion::measure(&mut table);
    }
    if is_wanted("timing") {
        runtime.block_on(timing::measure(&mut table));
    }
    table.print();
}

/// What was measured, in the form that the README quotes.
#[derive(Default)]
pub struct Table(Vec<[String; 4]>);

impl Table {
    /// What, ours, the yardstick, and how the two compare.
    pub fn row(&mut self, what: &str, ours: String, yardstick: String, ratio: String) {
        eprintln!("{what}: {ours} | {yardstick} | {ratio}");
        self.0.push([what.to_owned(), ours, yardstick, ratio]);
    }

    fn print(&self) {
        println!("\n| what | ours | yardstick, same run | ratio |\n|---|---|---|---|");
        for [what, ours, yardstick, ratio] in &self.0 {
            println!("| {what} | {ours} | {yardstick} | {ratio} |");
        }
    }
}

/// Processor time that this process has used, in user and kernel mode; Linux counts it in hundredths of a second.
pub fn cpu() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").expect("Linux tells");
    let after_name = stat.rsplit_once(')').expect("a name in brackets").1;
    let fields: Vec<u64> =
        after_name.split_whitespace().skip(11).take(2).map(|ticks| ticks.parse().expect("a number")).collect();
    Duration::from_millis(fields.iter().sum::<u64>() * 10)
}

/// Processor time of one call, over so many calls.
pub fn cpu_per_call(calls: u32, mut call: impl FnMut(u32)) -> Duration {
    for number in 0..calls.min(20) {
        call(number);
    }
    let before = cpu();
    for number in 0..calls {
        call(number);
    }
    (cpu() - before) / calls
}

pub fn millis(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1000.0)
}

pub fn times(ours: f64, yardstick: f64) -> String {
    format!("{:.2}x", ours / yardstick)
}
