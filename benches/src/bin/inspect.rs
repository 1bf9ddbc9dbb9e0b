//! The inspection of files beside a decoder in Rust, and how much memory it takes. The photos are those that
//! `benches/python/bench_inspect.py` left in the folder given.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program for people")]

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use gongkao::inspect::{Inspector, inspect};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

const ROUNDS: usize = 31;

fn main() {
    let mut arguments = std::env::args().skip(1).map(PathBuf::from);
    match (arguments.next(), arguments.next()) {
        (Some(word), Some(file)) if word.as_os_str() == "memory" => memory(&file),
        (Some(folder), None) => speed(&folder),
        _ => eprintln!("usage: inspect <folder>, or inspect memory <file>"),
    }
}

fn read(path: &Path) -> Vec<u8> {
    std::fs::read(path).unwrap_or_default()
}

fn speed(folder: &Path) {
    for name in ["baseline.jpg", "progressive.jpg"] {
        let data = read(&folder.join(name));
        let zune = || {
            let options = DecoderOptions::default().set_strict_mode(true).jpeg_set_out_colorspace(ColorSpace::Luma);
            JpegDecoder::new_with_options(ZCursor::new(&data), options).decode().map(|pixels| pixels.len())
        };
        let pieces = || {
            let mut inspector = Inspector::default();
            data.chunks(64 << 10).for_each(|piece| inspector.feed(piece));
            inspector.finish()
        };
        let (mut ours, mut in_pieces, mut theirs) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            ours.push(timed(|| inspect(black_box(&data), None, None)));
            in_pieces.push(timed(pieces));
            theirs.push(timed(zune));
        }
        println!("\nfull check in Rust, {name}");
        let base = median(&mut ours);
        for (what, times) in [
            ("gongkao", &mut ours),
            ("gongkao, in pieces of 64 KB", &mut in_pieces),
            ("zune-jpeg to grey, strict", &mut theirs),
        ] {
            let middle = median(times);
            let late = times.last().copied().unwrap_or_default();
            println!("  {what:<44} {:9.3} ms  {:9.3} ms  {:6.2}x", ms(middle), ms(late), ms(middle) / ms(base));
        }
    }
}

fn timed<T>(work: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    black_box(work());
    start.elapsed()
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// The most memory this process held while it looked into one file, beyond what the file itself takes.
fn memory(file: &Path) {
    let data = read(file);
    let before = peak();
    let report = inspect(&data, None, None);
    let after = peak();
    let pixels = report.jpeg.map_or(0, |jpeg| u64::from(jpeg.width) * u64::from(jpeg.height));
    let (Some(before), Some(after)) = (before, after) else {
        println!("memory is measured on Linux only");
        return;
    };
    #[allow(clippy::cast_precision_loss, reason = "megabytes for people to read")]
    let share = (after - before) as f64 / pixels.max(1) as f64;
    println!(
        "\nmemory of {}: {} KB beyond the file, {share:.2} of its luma plane",
        file.display(),
        (after - before) / 1024
    );
}

/// The most bytes this process ever held.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok().map(|kilobytes| kilobytes * 1024)
}
